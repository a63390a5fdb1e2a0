-- Between the document and typst: what pandoc's writer leaves out, widths of columns, our boxes.

local say = {}

local function quoted(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("%s+", " ") .. '"'
end

local function typst(blocks)
  return (pandoc.write(pandoc.Pandoc(blocks), "typst-citations", { wrap_text = "none" }):gsub("%s+$", ""))
end

local function raw(text)
  return pandoc.RawBlock("typst", text)
end

local function around(opening, blocks, closing)
  local held = pandoc.Blocks({ raw(opening) })
  held:extend(blocks)
  held:insert(raw(closing or "]"))
  return held
end

-- Without its words typst refuses a picture, and so do we.
local function picture(element)
  local alt = element.attributes.alt or pandoc.utils.stringify(element.caption)
  local words = alt ~= "" and quoted(alt) or "none"
  return pandoc.RawInline("typst", "#our-picture(" .. quoted(element.src) .. ", " .. words .. ")")
end

local symbols = {
  ["plus.minus"] = "±", ["gt.eq"] = "≥", ["lt.eq"] = "≤", ["dot.op"] = "·", thin = "", quad = " ", sqrt = "√",
}

local function divided(arguments)
  local depth = 0
  for place = 2, #arguments - 1 do
    local letter = arguments:sub(place, place)
    if letter == "(" then depth = depth + 1 elseif letter == ")" then depth = depth - 1 end
    if letter == "," and depth == 0 then
      return "(" .. arguments:sub(2, place - 1) .. ") / (" .. arguments:sub(place + 1, -2):gsub("^%s+", "") .. ")"
    end
  end
  return arguments
end

-- A formula as it can be read aloud: nearer to words than TeX is.
local function spoken(written)
  local text = written:gsub("#scale%b()%[(.-)%]", "%1"):gsub("#h%b()", " "):gsub("\\(.)", "%1")
  text = text:gsub('upright(%b())', function(name) return (name:gsub('[%s"()]', "")) end)
  local before
  repeat
    before = text
    text = text:gsub("frac(%b())", divided)
  until text == before
  text = text:gsub("[%a%.]+", symbols):gsub("%s+", " "):gsub("^[%s$]+", ""):gsub("[%s$]+$", "")
  return say.formula .. ": " .. text
end

-- What the writer can't set as a formula it writes as words, which are no formula to typst either.
local function formula(element)
  local written = typst({ pandoc.Plain({ element }) })
  if not written:match("^%$.*%$$") then return pandoc.Code(element.text) end
  local block = element.mathtype == "DisplayMath" and "true" or "false"
  local shown = "#math.equation(alt: " .. quoted(spoken(written)) .. ", block: " .. block .. ", " .. written .. ")"
  return pandoc.RawInline("typst", shown)
end

-- Typst stops at a link to what is not there, or is there twice: ours looks first.
local function link(element)
  local target = element.target:match("^#(.*)$")
  if not target then return nil end
  if target == "" then return element.content end
  local words = typst({ pandoc.Plain(element.content) })
  return pandoc.RawInline("typst", "#our-link(" .. quoted(target) .. ")[" .. words .. "]")
end

-- Widths are in em of the table's own letters, which are smaller where there are many columns.
local CROWDED, SHORT = 7, 13 -- columns; lines of a table that is not divided between pages
local ROOM = { [false] = 52, [true] = 55 }
local LONGEST_WORD = { [false] = 12, [true] = 8 }
local PADDING = 1
local narrow, broad = "[ijltfr%.,:;%(%)%-I _]", "[mwMWOQ%%]"

local known = {}

local function width(text)
  if known[text] then return known[text] end
  local total = 0
  for _, code in utf8.codes(text, true) do
    local letter = utf8.char(code)
    total = total + (letter:match(narrow) and 0.34 or letter:match(broad) and 0.8 or 0.58)
  end
  known[text] = total
  return total
end

-- How wide a column would like to be, how narrow it can be, and how much it holds.
local function measured(rows, columns)
  local longest = LONGEST_WORD[columns >= CROWDED]
  local wanted, least, held = {}, {}, {}
  for place = 1, columns do wanted[place], least[place], held[place] = 1, 1, 0 end
  for _, row in ipairs(rows) do
    for place, cell in ipairs(row.cells) do
      local text = pandoc.utils.stringify(cell.contents):gsub("\xC2\xA0", "_"):gsub("\xE2\x80\xAF", "_")
      wanted[place] = math.max(wanted[place], width(text) + 0.3)
      held[place] = held[place] + width(text)
      for word in text:gmatch("[^%s]+") do
        -- A long word is divided; a number is not.
        local most = word:find("[_%d]") and math.huge or longest
        least[place] = math.max(least[place], math.min(1.06 * width(word) + 0.4, most))
      end
    end
  end
  return wanted, least, held
end

local function sum(numbers)
  local total = 0
  for _, number in ipairs(numbers) do total = total + number end
  return total
end

-- Columns as wide as their words where that fits; else as the root of what they hold, which makes the table lowest.
local function widths(wanted, least, held)
  local room = ROOM[#wanted >= CROWDED] - PADDING * #wanted
  if sum(wanted) <= room then return nil end
  local low, high, shares = 0, room, {}
  for _ = 1, 30 do
    local scale = (low + high) / 2
    for place = 1, #wanted do
      shares[place] = math.min(math.max(scale * math.sqrt(held[place]), least[place]), wanted[place])
    end
    if sum(shares) > room then high = scale else low = scale end
  end
  for place = 1, #wanted do shares[place] = shares[place] + PADDING end
  return shares
end

local function lines(rows, shares)
  local total = 0
  for _, row in ipairs(rows) do
    local most = 1
    for place, cell in ipairs(row.cells) do
      local wanted = width(pandoc.utils.stringify(cell.contents))
      if shares and shares[place] then most = math.max(most, math.ceil(wanted / (shares[place] - PADDING))) end
    end
    total = total + most
  end
  return total
end

local function all_rows(element)
  local rows = pandoc.List({})
  rows:extend(element.head.rows)
  for _, body in ipairs(element.bodies) do rows:extend(body.body) end
  return rows
end

-- The first lines of what pandoc writes hold no words of anybody's, so that they can be exchanged for ours.
local function set(element)
  local shares = widths(measured(all_rows(element), #element.colspecs))
  local columns, aligned = {}, {}
  for place, spec in ipairs(element.colspecs) do
    columns[place] = shares and string.format("%.1ffr", shares[place]) or "auto"
    aligned[place] = spec[1] == "AlignRight" and "right + top" or "left + top"
  end
  local ours = "#figure(\n  align(left)[#table(\n    columns: (" .. table.concat(columns, ", ") .. ",),\n    align: ("
    .. table.concat(aligned, ", ") .. ",),"
  local theirs = "^#figure%(\n  align%(center%)%[#table%(\n    columns: [^\n]*\n    align: [^\n]*"
  local written = typst({ element }):gsub(theirs, function() return ours end)
  return raw(#columns >= CROWDED and "#our-crowded[" .. written .. "]" or written)
end

local function is_long(element)
  local rows = all_rows(element)
  return lines(rows, widths(measured(rows, #element.colspecs))) + #rows / 3 > SHORT
end

-- Under a table that is divided between pages a note would be found too late: it goes to the caption.
local function noted(element, note)
  local words = pandoc.utils.blocks_to_inlines(element.caption.long)
  words:insert(pandoc.RawInline("typst", "#our-remark["))
  words:extend(pandoc.utils.blocks_to_inlines(note.content))
  words:insert(pandoc.RawInline("typst", "]"))
  element.caption.long = { pandoc.Plain(words) }
  return element
end

-- What stands whole on one page: `placing.py` finds it by its name.
local function together(name)
  return "#our-together(" .. quoted(name) .. ")["
end

local function name_of(figure)
  local name = figure.identifier
  figure:walk({ RawInline = function(inside) name = inside.text:match('^#our%-picture%("figures/([^"]*)"') or name end })
  return name
end

-- A table of ours, its caption and its note.
local function numbered_table(element)
  local held = element.content:find_if(function(block) return block.t == "Table" end)
  local note = element.content:find_if(function(block) return block.t == "Div" and block.classes:includes("note") end)
  local long = held and is_long(held)
  local blocks = pandoc.Blocks({})
  for _, block in ipairs(element.content) do
    if block.t == "Table" then
      blocks:insert(set(long and note and noted(block, note) or block))
    elseif block ~= note then
      blocks:insert(block)
    elseif not long then
      blocks:extend(around("#our-note[", note.content))
    end
  end
  local label = element.identifier ~= "" and "] #label(" .. quoted(element.identifier) .. ")" or "]"
  return around(long and "#our-wide[" or together(element.identifier), blocks, label)
end

local boxes = {
  messages = "messages", answer = "answer", note = "note", methods = "methods", refs = "methods", ["looked-up"] = "looked-up",
}

local function box(element)
  for _, class in ipairs(element.classes) do
    if boxes[class] then return around("#our-" .. boxes[class] .. "[", element.content) end
  end
end

-- A heading inside something else is no part of the contents.
local function nested_heading(element)
  return pandoc.Para({ pandoc.Strong(element.content) })
end

local inside = { Table = set, Div = box, Header = nested_heading }

-- No level is left out on the way down; numbers stand for themselves, so that long headings can hang on them.
local function heading(element, before, chapter)
  local level = math.min(element.level, before + 1)
  local words, number = element.content, "none"
  if chapter > 1 and element.level <= 2 then
    number = "(..) => " .. quoted(pandoc.utils.stringify(words[1]))
    words = pandoc.Inlines({ table.unpack(words, 3) })
  end
  local label = element.identifier ~= "" and " #label(" .. quoted(element.identifier) .. ")" or ""
  local opened = "#heading(level: " .. level .. ", numbering: " .. number .. ")["
  return raw(opened .. typst({ pandoc.Plain(words) }) .. "]" .. label), level
end

-- What opens a chapter on a question: heading, question and answer.
local function opening(blocks, place)
  for last = place + 1, math.min(place + 3, #blocks) do
    local block = blocks[last]
    if block.t == "Header" then return 0 end
    if block.t == "Div" and block.classes:includes("answer") then return last end
  end
  return 0
end

local function shown(block)
  if block.t == "Div" and block.classes:includes("table") then return numbered_table(block) end
  if block.t == "Table" then return around("#our-wide[", { set(block) }) end
  if block.t == "Figure" then return around(together(name_of(block)), { block }) end
  return pandoc.Blocks({ block }):walk(inside)
end

local function blocks_of(doc)
  local made, level, chapter, open = pandoc.Blocks({}), 0, 0, 0
  for place, block in ipairs(doc.blocks) do
    if block.t == "Header" and block.level == 1 then
      chapter = chapter + 1
      if chapter == 1 then made:insert(raw("#our-front[")) end
      if chapter == 2 then made:insert(raw("]")) end
    end
    if block.t == "Header" and opening(doc.blocks, place) > 0 then
      open = opening(doc.blocks, place)
      made:insert(raw("#our-opening["))
    end
    if block.t == "Header" then
      local words
      words, level = heading(block, level, chapter)
      made:insert(words)
    else
      made:extend(shown(block))
    end
    if place == open then made:insert(raw("]")) end
  end
  if chapter == 1 then made:insert(raw("]")) end
  return made
end

function Pandoc(doc)
  say.formula = pandoc.utils.stringify(doc.meta["say-formula"])
  doc = doc:walk({ Image = picture, Math = formula, Link = link })
  doc.blocks = blocks_of(doc)
  return doc
end

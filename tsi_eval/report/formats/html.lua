-- Between the document and the page: real headings of tables, names for what scrolls, cards on a phone, folds.

local say = {}
local ids = {}
local names = {}
local heading = ""

-- A name that two places have can't be linked to: the first has it.
local function only_once(element)
  if element.identifier ~= "" and ids[element.identifier] then element.identifier = "" end
  ids[element.identifier] = true
  return element
end

-- Tables ---------------------------------------------------------------------------------------------------------------

local function is_empty(cell)
  return pandoc.utils.stringify(cell.contents) == ""
end

-- A question with several answers has one cell beside them all.
local function merged(rows)
  local above
  for _, row in ipairs(rows) do
    if above and is_empty(row.cells[1]) then
      above.row_span = above.row_span + 1
      row.cells:remove(1)
    else
      above = row.cells[1]
    end
  end
  return rows
end

local function each_row(element, change)
  local columns = #element.colspecs
  local function changed(rows)
    for _, row in ipairs(rows) do
      local first = columns - #row.cells
      for place, cell in ipairs(row.cells) do change(cell, first + place, row) end
    end
    return rows
  end
  element.head.rows = changed(element.head.rows)
  for _, body in ipairs(element.bodies) do body.body = changed(body.body) end
end

-- Numbers stand to the right by a class: a style in every cell is a tenth of the page.
local function aligned(element)
  local right = {}
  element.colspecs = element.colspecs:map(function(spec, place)
    right[place] = spec[1] == "AlignRight"
    return { "AlignDefault", spec[2] }
  end)
  each_row(element, function(cell, column)
    if right[column] then cell.attr.classes:insert("n") end
  end)
end

local function with_headings(element)
  for _, row in ipairs(element.head.rows) do
    for _, cell in ipairs(row.cells) do cell.attr.attributes.scope = "col" end
  end
  local columns = #element.colspecs
  for _, body in ipairs(element.bodies) do
    body.row_head_columns = 1
    body.body = body.body:map(function(row)
      if #row.cells == columns then row.cells[1].attr.attributes.scope = "row" end
      return row
    end)
  end
end

local FEW, NARROW = 6, 3

local function is_for_cards(element)
  local numbers, rows = false, 0
  for _, spec in ipairs(element.colspecs) do numbers = numbers or spec[1] == "AlignRight" end
  for _, body in ipairs(element.bodies) do rows = rows + #body.body end
  local short = rows <= FEW and #element.colspecs > NARROW
  return #element.colspecs > 1 and #element.head.rows == 1 and (short or not numbers)
end

-- A table of words, or a short one of many columns, is a list of cards where it can't be a table. What is not laid out as
-- a table is no table to some browsers, unless it says so itself.
local function as_cards(element)
  local titles = element.head.rows[1].cells:map(function(cell) return pandoc.utils.stringify(cell.contents) end)
  element.attr.classes:insert("cards")
  element.attr.attributes.role = "table"
  element.head.attr.attributes.role = "rowgroup"
  for _, body in ipairs(element.bodies) do body.attr.attributes.role = "rowgroup" end
  each_row(element, function(cell, column, row)
    row.attr.attributes.role = "row"
    local scope = cell.attr.attributes.scope
    cell.attr.attributes.role = scope == "col" and "columnheader" or scope == "row" and "rowheader" or "cell"
    if not scope and titles[column] ~= "" then cell.attr.attributes["data-label"] = titles[column] end
  end)
end

-- What scrolls can be reached by keyboard, and says what it is.
local function scrolled(block, name, value)
  return pandoc.Div({ block }, pandoc.Attr("", { "scroll" }, { { "role", "group" }, { "tabindex", "0" }, { name, value } }))
end

-- In somebody's own text nothing has a caption: it is named by its heading.
local function by_heading(what)
  local name = what .. ": " .. heading
  names[name] = (names[name] or 0) + 1
  return names[name] > 1 and name .. " (" .. names[name] .. ")" or name
end

local function made(element)
  for _, body in ipairs(element.bodies) do
    if element.attr.classes:includes("answers") then body.body = merged(body.body) end
  end
  with_headings(element)
  local for_cards = is_for_cards(element)
  aligned(element)
  if for_cards then as_cards(element) end
  return element
end

local function bare(element)
  return scrolled(made(element), "aria-label", by_heading(say.scroll)), false
end

local function named(element, identifier)
  local caption = pandoc.utils.blocks_to_inlines(element.caption.long)
  if identifier == "" or #caption == 0 then return (bare(element)) end
  local id = "caption-" .. identifier
  element.caption.long = { pandoc.Plain({ pandoc.Span(caption, { id = id }) }) }
  return scrolled(made(element), "aria-labelledby", id)
end

-- A long table stands behind a fold, which has the table's own caption on it.
local function folded(element, caption)
  local line = pandoc.Inlines({ pandoc.RawInline("html", '<details class="fold"><summary>') })
  line:extend(caption)
  line:insert(pandoc.Space())
  line:insert(pandoc.Span({ pandoc.Str(say.fold) }, { class = "show" }))
  line:insert(pandoc.RawInline("html", "</summary>"))
  return { pandoc.Plain(line), element, pandoc.RawBlock("html", "</details>") }
end

local function numbered(element)
  local held = element.content:find_if(function(block) return block.t == "Table" end)
  if not element.classes:includes("table") or not held then return nil end
  local caption = pandoc.utils.blocks_to_inlines(held.caption.long)
  if element.identifier == "table-summary" then held.attr.classes:insert("answers") end
  element.content = element.content:map(function(block)
    return block.t == "Table" and named(held, element.identifier) or block
  end)
  return element.classes:includes("fold") and folded(element, caption) or element, false
end

-- A formula can be wider than a phone.
local function formula(element)
  local held = element.content:find_if(function(inline) return inline.t == "Math" and inline.mathtype == "DisplayMath" end)
  if held then return scrolled(element, "aria-label", by_heading(say.formula)), false end
end

function Pandoc(doc)
  for _, name in ipairs({ "scroll", "fold", "formula" }) do say[name] = pandoc.utils.stringify(doc.meta["say-" .. name]) end
  doc = doc:walk({ traverse = "topdown", Header = only_once, Div = only_once, Figure = only_once, Span = only_once })
  return doc:walk({
    traverse = "topdown",
    Header = function(element)
      heading = pandoc.utils.stringify(element.content)
    end,
    Div = numbered,
    Table = bare,
    Para = formula,
    Plain = formula,
  })
end

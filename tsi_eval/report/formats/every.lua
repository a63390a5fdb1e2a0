-- What every format needs: safe links and pictures, plain ids, numbered chapters, a list of the sources cited, words of another language marked.

local kept = { alt = true, lang = true }
local plain_letters = { ["å"] = "a", ["ä"] = "a", ["ö"] = "o", ["Å"] = "a", ["Ä"] = "a", ["Ö"] = "o", ["é"] = "e", ["ü"] = "u" }
local ids = {}

local function only_known(element)
  for name in pairs(element.attributes) do
    if not kept[name] then element.attributes[name] = nil end
  end
  return element
end

local function ascii(id)
  id = id:gsub("[\xC3][\x80-\xBF]", plain_letters)
  return (id:gsub("[^%w%-_]", ""))
end

local function known(element)
  only_known(element)
  element.identifier = ascii(element.identifier)
  -- That place is ours: the chapter of sources.
  if element.identifier == "refs" then element.identifier = "" end
  if element.identifier ~= "" then ids[element.identifier] = true end
  return element
end

-- Only our own figures are pictures; any other is its words, so that nothing is loaded from outside.
local function picture(element)
  if not element.src:match("^figures/[a-z0-9%-]+%.svg$") then return element.caption end
  return only_known(element)
end

local function link(element)
  local target = element.target
  if target:match("^https?://") or target:match("^mailto:") then return only_known(element) end
  if not target:match("^#") or not ids[ascii(target:sub(2))] then return element.content end
  element.target = "#" .. ascii(target:sub(2))
  return only_known(element)
end

-- The page of main messages stands before the numbers.
local function numbered(blocks)
  local chapter, section = -1, 0
  for _, block in ipairs(blocks) do
    if block.t == "Header" and block.level <= 2 then
      if block.level == 1 then chapter, section = chapter + 1, 0 else section = section + 1 end
      local number = block.level == 1 and tostring(chapter) or chapter .. "." .. section
      if chapter > 0 then
        block.content:insert(1, pandoc.Space())
        block.content:insert(1, pandoc.Str(number))
      end
    end
  end
  return blocks
end

local function read(folder, name)
  local file = assert(io.open(folder .. "/" .. name, "rb"))
  local found = pandoc.json.decode(file:read("a"), false)
  file:close()
  return found
end

local function by_id(list)
  local found = {}
  for _, source in ipairs(list) do found[source.id] = source end
  return found
end

-- An @ in somebody's own text is an @, unless it names a source that we hold.
local function cited(sources)
  return function(element)
    for _, citation in ipairs(element.citations) do
      if not sources[citation.id] then return element.content end
    end
    return element
  end
end

-- The last box called refs is our chapter; a notebook shows its sources there, and here citeproc writes them instead.
local function place_for_sources(blocks)
  local place
  blocks:walk({ Div = function(element) if element.classes:includes("refs") then place = element end end })
  if not place then return blocks end
  return blocks:walk({
    Div = function(element)
      if element == place then return pandoc.Div({}, pandoc.Attr("refs")) end
    end,
  })
end

-- Titles of sources in another language than the report's.
local function foreign_titles(sources, language)
  return function(entry)
    local source = sources[entry.identifier:gsub("^ref%-", "")]
    if not source or source.language:sub(1, 2) == language then return nil end
    local function marked(element) return pandoc.Span({ element }, { lang = source.language:sub(1, 2) }), false end
    return entry:walk({ traverse = "topdown", Emph = marked, Span = marked }), false
  end
end

local function is_letter(code)
  return code and (code >= 0xC0 and code <= 0x24F or string.char(code < 128 and code or 32):match("%w") ~= nil)
end

local function stands_alone(text, first, last)
  local before = first > 1 and utf8.codepoint(text, utf8.offset(text, -1, first)) or nil
  local after = last < #text and utf8.codepoint(text, last + 1) or nil
  return not is_letter(before) and not is_letter(after)
end

local function find_phrase(text, phrase, from)
  local first, last = text:find(phrase, from, true)
  while first and not stands_alone(text, first, last) do first, last = text:find(phrase, last + 1, true) end
  return first, last
end

local swedish_letters = { ["å"] = true, ["ä"] = true, ["ö"] = true, ["Å"] = true, ["Ä"] = true, ["Ö"] = true }

-- In an English report, a word with å, ä or ö is Swedish.
local function find_swedish_word(text, from)
  if not text:find("\xC3", from, true) then return nil end
  local first, swedish = nil, false
  for place, code in utf8.codes(text) do
    if place >= from then
      if is_letter(code) then
        first, swedish = first or place, swedish or swedish_letters[utf8.char(code)] == true
      else
        if swedish then return first, place - 1 end
        first = nil
      end
    end
  end
  if swedish then return first, #text end
end

local function first_foreign(text, from, phrases, english)
  local first, last
  for _, phrase in ipairs(phrases) do
    local one, other = find_phrase(text, phrase, from)
    if one and (not first or one < first or (one == first and other > last)) then first, last = one, other end
  end
  if english then
    local one, other = find_swedish_word(text, from)
    if one and (not first or one < first) then first, last = one, other end
  end
  return first, last
end

local function inlines(text)
  local found = pandoc.Inlines({})
  for space, word in text:gmatch("( *)([^ ]*)") do
    if space ~= "" then found:insert(pandoc.Space()) end
    if word ~= "" then found:insert(pandoc.Str(word)) end
  end
  return found
end

local function marked(text, phrases, lang)
  local found, from = pandoc.Inlines({}), 1
  while true do
    local first, last = first_foreign(text, from, phrases, lang == "sv")
    if not first then break end
    found:extend(inlines(text:sub(from, first - 1)))
    found:insert(pandoc.Span(inlines(text:sub(first, last)), { lang = lang }))
    from = last + 1
  end
  if from == 1 then return nil end
  found:extend(inlines(text:sub(from)))
  return found
end

-- Words of the other language among the report's, so that they are read aloud as what they are.
local function foreign_words(phrases, lang)
  local function flush(found, run)
    local text = ""
    for _, item in ipairs(run) do text = text .. (item.t == "Str" and item.text or " ") end
    found:extend(marked(text, phrases, lang) or run)
  end
  return {
    traverse = "topdown",
    Span = function(element)
      if element.attributes.lang then return element, false end
    end,
    Inlines = function(items)
      local found, run = pandoc.Inlines({}), pandoc.Inlines({})
      for _, item in ipairs(items) do
        if item.t == "Str" or item.t == "Space" or item.t == "SoftBreak" then
          run:insert(item)
        else
          flush(found, run)
          found:insert(item)
          run = pandoc.Inlines({})
        end
      end
      flush(found, run)
      return found
    end,
  }
end

function Pandoc(doc)
  local folder = pandoc.path.directory(PANDOC_SCRIPT_FILE)
  local language = doc.meta.lang and pandoc.utils.stringify(doc.meta.lang):sub(1, 2) or "sv"
  local sources = by_id(read(folder, "references.json"))
  doc = doc:walk({ Header = known, Div = known, Span = known, Code = only_known, CodeBlock = only_known, Image = picture })
  doc = doc:walk({ Link = link, Cite = cited(sources) })
  doc.blocks = place_for_sources(numbered(doc.blocks))
  doc.meta.bibliography = folder .. "/references.json"
  doc.meta["link-citations"] = true
  doc = pandoc.utils.citeproc(doc)
  doc.meta.bibliography = nil
  doc = doc:walk({ traverse = "topdown", Div = function(element)
    if element.classes:includes("csl-entry") then return foreign_titles(sources, language)(element) end
  end })
  local other = language == "sv" and "en" or "sv"
  doc.blocks = doc.blocks:walk(foreign_words(read(folder, "foreign.json")[other], other))
  return doc
end

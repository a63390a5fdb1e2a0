-- What every format needs: safe links and pictures, plain ids, numbered chapters, a list of the sources cited.

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

local function sources(folder)
  local file = assert(io.open(folder .. "/references.json", "rb"))
  local list = pandoc.json.decode(file:read("a"), false)
  file:close()
  local by_id = {}
  for _, source in ipairs(list) do by_id[source.id] = source end
  return by_id
end

-- An @ in somebody's own text is an @, unless it names a source that we hold.
local function cited(by_id)
  return function(element)
    for _, citation in ipairs(element.citations) do
      if not by_id[citation.id] then return element.content end
    end
    return element
  end
end

function Pandoc(doc)
  local folder = pandoc.path.directory(PANDOC_SCRIPT_FILE)
  doc = doc:walk({ Header = known, Div = known, Span = known, Code = only_known, CodeBlock = only_known, Image = picture })
  doc = doc:walk({ Link = link, Cite = cited(sources(folder)) })
  doc.blocks = numbered(doc.blocks)
  doc.meta.bibliography = folder .. "/references.json"
  doc.meta["link-citations"] = true
  local listed = pandoc.utils.citeproc(doc)
  listed.meta.bibliography = nil
  return listed
end

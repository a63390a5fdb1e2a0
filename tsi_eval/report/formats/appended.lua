-- For print: a long table leaves a line behind, and stands at the end of the document.

local say = {}

local function table_in(blocks)
  return blocks:find_if(function(block) return block.t == "Table" end)
end

-- The caption, as the line that stays: which table, and where it is.
local function reference(element)
  local words = pandoc.utils.blocks_to_inlines(table_in(element.content).caption.long)
  words:insert(pandoc.Str(": "))
  local marked = pandoc.Attr("", { "appended" })
  words:insert(pandoc.Link({ pandoc.Str(say.appended) }, "#" .. element.identifier, "", marked))
  words:insert(pandoc.Str("."))
  return pandoc.Div({ pandoc.Para(words) }, marked)
end

-- The page of main messages has no number.
local function without_number(chapter, place)
  local words = chapter.content:clone()
  if place == 1 then return words end
  return pandoc.Inlines({ table.unpack(words, 3) })
end

local function is_long(block)
  return block.t == "Div" and block.classes:includes("fold") and table_in(block.content) ~= nil
end

local function section(words, number)
  local heading = pandoc.Inlines({ pandoc.Str(number), pandoc.Space() })
  heading:extend(words)
  return heading
end

function Pandoc(doc)
  for _, name in ipairs({ "appended", "appendix" }) do say[name] = pandoc.utils.stringify(doc.meta["say-" .. name]) end
  local kept, groups, chapters = pandoc.Blocks({}), {}, 0
  local chapter
  for _, block in ipairs(doc.blocks) do
    if block.t == "Header" and block.level == 1 then
      chapters = chapters + 1
      chapter = { title = without_number(block, chapters), tables = pandoc.Blocks({}) }
      table.insert(groups, chapter)
    end
    if chapter and is_long(block) then
      chapter.tables:insert(block)
      block = reference(block)
    end
    kept:insert(block)
  end
  local sections = pandoc.Blocks({})
  for _, group in ipairs(groups) do
    if #group.tables > 0 then
      local place = #sections:filter(function(block) return block.t == "Header" end) + 1
      sections:insert(pandoc.Header(2, section(group.title, chapters .. "." .. place), { id = "appended-" .. place }))
      sections:extend(group.tables)
    end
  end
  if #sections > 0 then
    kept:insert(pandoc.Header(1, section({ pandoc.Str(say.appendix) }, tostring(chapters)), { id = "appended" }))
    kept:extend(sections)
  end
  doc.blocks = kept
  return doc
end

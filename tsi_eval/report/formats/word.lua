-- Between the document and Word: pictures that every Word can show, a contents list with links, our boxes as styles.

local say = {}

local function picture(element)
  element.src = element.src:gsub("%.svg$", ".png")
  return element
end

local styles = { messages = "Box", answer = "Box", note = "Note" }

local function box(element)
  for _, class in ipairs(element.classes) do
    if styles[class] then element.attributes["custom-style"] = styles[class] end
  end
  return element
end

local function contents(blocks)
  local items = {}
  for _, block in ipairs(blocks) do
    if block.t == "Header" and block.level <= 2 then
      local link = pandoc.Link(block.content, "#" .. block.identifier)
      table.insert(items, pandoc.Div({ pandoc.Plain({ link }) }, { ["custom-style"] = "TOC " .. block.level }))
    end
  end
  return items
end

function Pandoc(doc)
  local blocks = pandoc.Blocks(contents(doc.blocks))
  blocks:extend(doc:walk({ Image = picture, Div = box }).blocks)
  doc.blocks = blocks
  return doc
end

-- Between the document and Word: a cover, contents with links, our boxes as styles, pictures that every Word can show.

local boxes = { messages = "Box", answer = "Answer", note = "Note" }

local function styled(name, blocks)
  return pandoc.Div(blocks, { ["custom-style"] = name })
end

local function line(name, text)
  return styled(name, { pandoc.Plain({ pandoc.Str(text) }) })
end

local function picture(element)
  element.src = element.src:gsub("%.svg$", ".png")
  return element
end

-- In a box of messages, a paragraph just before a list is its heading.
local function headed(blocks)
  local held = pandoc.Blocks({})
  for place, block in ipairs(blocks) do
    local following = blocks[place + 1]
    local heads = block.t == "Para" and following and following.t == "BulletList"
    held:insert(heads and styled("Box Heading", { block }) or block)
  end
  return held
end

local function box(element)
  for _, class in ipairs(element.classes) do
    if boxes[class] then
      element.content = headed(element.content)
      element.attributes["custom-style"] = boxes[class]
    end
  end
  return element
end

local function cover(meta)
  local blocks = pandoc.Blocks({ line("Kind", meta["say-kind"]), line("Title", meta["say-title"]) })
  for _, fact in ipairs(meta["say-facts"]) do
    local name = pandoc.Span({ pandoc.Str(fact[1]) }, { ["custom-style"] = "Fact Name" })
    local tab = pandoc.RawInline("openxml", "<w:r><w:tab/></w:r>")
    blocks:insert(styled("Fact", { pandoc.Plain({ name, tab, pandoc.Str(fact[2]) }) }))
  end
  return blocks
end

local function contents(meta, chapters)
  local blocks = pandoc.Blocks({ line("TOC Heading", meta["say-contents"]) })
  for _, block in ipairs(chapters) do
    if block.t == "Header" and block.level == 1 then
      local link = pandoc.Link(block.content, "#" .. block.identifier)
      blocks:insert(styled("toc 1", { pandoc.Plain({ link }) }))
    end
  end
  return blocks
end

function Pandoc(doc)
  local chapters = doc:walk({ Image = picture, Div = box }).blocks
  doc.blocks = cover(doc.meta) .. contents(doc.meta, chapters) .. chapters
  -- What is left here becomes properties of the file.
  doc.meta = { lang = doc.meta.lang }
  return doc
end

-- Between the document and typst: alternative texts, which pandoc leaves out, and our boxes.

local function quoted(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("%s+", " ") .. '"'
end

local function typst(block)
  return (pandoc.write(pandoc.Pandoc({ block }), "typst-citations"):gsub("%s+$", ""))
end

local function picture(element)
  local alt = element.attributes.alt or pandoc.utils.stringify(element.caption)
  return pandoc.RawInline("typst", "#image(" .. quoted(element.src) .. ", alt: " .. quoted(alt) .. ")")
end

local function formula(element)
  local written = typst(pandoc.Plain({ element }))
  local block = element.mathtype == "DisplayMath" and "true" or "false"
  return pandoc.RawInline("typst", "#math.equation(alt: " .. quoted(element.text) .. ", block: " .. block .. ", " .. written .. ")")
end

local boxes = { messages = "messages", answer = "answer", note = "note" }

local function box(element)
  for _, class in ipairs(element.classes) do
    if boxes[class] then
      local blocks = pandoc.Blocks({ pandoc.RawBlock("typst", "#" .. boxes[class] .. "[") })
      blocks:extend(element.content)
      blocks:insert(pandoc.RawBlock("typst", "]"))
      return blocks
    end
  end
end

function Pandoc(doc)
  return doc:walk({ Image = picture, Math = formula }):walk({ Div = box })
end

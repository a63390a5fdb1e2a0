-- Between the Markdown and the page: safe links, real table headings, scroll boxes, plain ids.

local kept = { alt = true, scope = true, role = true, tabindex = true, ["aria-label"] = true, colspan = true, rowspan = true }

local function only_known(attributes)
  for name in pairs(attributes) do
    if not kept[name] then attributes[name] = nil end
  end
end

local plain_letters = { ["å"] = "a", ["ä"] = "a", ["ö"] = "o", ["Å"] = "a", ["Ä"] = "a", ["Ö"] = "o", ["é"] = "e", ["ü"] = "u" }

local function ascii(id)
  id = id:gsub("[\xC3][\x80-\xBF]", plain_letters)
  return (id:gsub("[^%w%-_]", ""))
end

local function heading_cells(rows, scope)
  for _, row in ipairs(rows) do
    for _, cell in ipairs(row.cells) do cell.attr.attributes.scope = scope end
  end
end

function Header(element)
  only_known(element.attributes)
  element.identifier = ascii(element.identifier)
  return element
end

function Link(element)
  local allowed = element.target:match("^https?://") or element.target:match("^mailto:") or element.target:match("^#")
  if not allowed then return element.content end
  element.target = element.target:match("^#") and "#" .. ascii(element.target:sub(2)) or element.target
  only_known(element.attributes)
  return element
end

-- Only our own figures are pictures; any other is its words, so that nothing is loaded from outside.
function Image(element)
  if not element.src:match("^figures/[a-z0-9%-]+%.svg$") then return element.caption end
  only_known(element.attributes)
  return element
end

function Span(element) only_known(element.attributes) return element end
function Code(element) only_known(element.attributes) return element end
function CodeBlock(element) only_known(element.attributes) return element end

function Table(element)
  heading_cells(element.head.rows, "col")
  for _, body in ipairs(element.bodies) do
    body.row_head_columns = 1
    body.body = body.body:map(function(row)
      row.cells[1].attributes.scope = "row"
      return row
    end)
  end
  local box = pandoc.Attr("", { "scroll" }, { { "role", "region" }, { "tabindex", "0" }, { "aria-label", "@scroll@" } })
  return pandoc.Div({ element }, box)
end

function Div(element)
  only_known(element.attributes)
  return element
end

-- A long table stands behind a fold.
local function folded(element)
  if not element.classes:includes("fold") then return nil end
  return {
    pandoc.RawBlock("html", "<details class=\"fold\"><summary>" .. "@fold@" .. "</summary>"),
    element,
    pandoc.RawBlock("html", "</details>"),
  }
end

return { { Header = Header, Link = Link, Image = Image, Span = Span, Code = Code, CodeBlock = CodeBlock, Div = Div }, { Table = Table }, { Div = folded } }

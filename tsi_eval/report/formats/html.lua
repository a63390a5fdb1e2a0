-- Between the document and the page: real table headings, scroll boxes, folds.

local say = {}

local function heading_cells(rows, scope)
  for _, row in ipairs(rows) do
    for _, cell in ipairs(row.cells) do cell.attr.attributes.scope = scope end
  end
end

local function scrolled(element)
  heading_cells(element.head.rows, "col")
  for _, body in ipairs(element.bodies) do
    body.row_head_columns = 1
    body.body = body.body:map(function(row)
      row.cells[1].attributes.scope = "row"
      return row
    end)
  end
  local box = pandoc.Attr("", { "scroll" }, { { "role", "region" }, { "tabindex", "0" }, { "aria-label", say.scroll } })
  return pandoc.Div({ element }, box)
end

-- A long table stands behind a fold.
local function folded(element)
  if not element.classes:includes("fold") then return nil end
  return {
    pandoc.RawBlock("html", '<details class="fold"><summary>' .. say.fold .. "</summary>"),
    element,
    pandoc.RawBlock("html", "</details>"),
  }
end

function Pandoc(doc)
  say.scroll = pandoc.utils.stringify(doc.meta["say-scroll"])
  say.fold = pandoc.utils.stringify(doc.meta["say-fold"])
  return doc:walk({ Table = scrolled }):walk({ Div = folded })
end

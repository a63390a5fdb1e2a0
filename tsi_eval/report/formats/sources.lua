-- An @ in somebody's own text is an @, unless it names a source that we hold.

local file = assert(io.open(pandoc.path.join({ pandoc.path.directory(PANDOC_SCRIPT_FILE), "references.json" }), "rb"))
local known = {}
for id in file:read("a"):gmatch('"id": "(%w+)"') do known[id] = true end
file:close()

function Cite(element)
  for _, citation in ipairs(element.citations) do
    if not known[citation.id] then return element.content end
  end
end

-- The place where the sources are listed is ours.
function Div(element)
  if element.identifier == "refs" and not element.classes:includes("refs") then
    element.identifier = ""
    return element
  end
end

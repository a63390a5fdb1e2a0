-- For print: tables behind a fold and chapters for the screen are left out; `estimates.csv` has their numbers.

local function is_folded(block)
  local is_ours = block.t == "Div" and block.classes:includes("table") and block.classes:includes("fold")
  return is_ours and block.content:find_if(function(held) return held.t == "Table" end) ~= nil
end

function Pandoc(doc)
  local kept, on_screen = pandoc.Blocks({}), false
  for _, block in ipairs(doc.blocks) do
    if block.t == "Header" and block.level == 1 then on_screen = block.classes:includes("screen") end
    if not on_screen and not is_folded(block) then kept:insert(block) end
  end
  doc.blocks = kept
  return doc
end

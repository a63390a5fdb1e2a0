"""What a notebook of a researcher's own may put into the report.

Her cells run where nothing is trusted (`report/render.py`). What they choose comes back as a
recipe: which released numbers, in which order, under which caption. The process that writes the
files makes the part again from `released.json`, and takes it only if it is what the cell showed.

- `choosing.py`: `tsi.table`, `tsi.figure` and `tsi.own`, which make a part and its recipe;
- `keys.py`: which released number a row of a frame is;
- `recipe.py`: what a recipe says;
- `remade.py`: from a recipe to the part again, and what is refused;
- `content.py`: what a notebook computed itself, made safe; only for policies that protect nothing;
- `quoted.py`: the texts that stand in quotes in a notebook's cells;
- `studies.py`: own notebooks, and what is wrong with them before anything runs;
- `woven.py`: their chapters among those of the report's notebook.
"""

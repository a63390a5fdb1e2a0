"""From what was released to what people read.

Nothing here computes a result, and nothing can see a person's row: this room's only input is a
`Released`. A released number goes through these files, in this order:

1. `reading.py` opens `released.json` and gives the chapters of a report by name.
2. `overview.py` (main messages, summary), `question.py` and `chapters.py` (all others) say which
   parts a chapter has. They take sentences from `sentences.py`, tables from `result_tables.py` and
   its neighbours, and figures from `figures/`. All of these write numbers and names by `words.py`.
3. A notebook shows the chapters; `notebook.py` and `engine.py` run it.
4. `document.py` gathers what the notebook's cells showed into one text.
5. `formats/` writes that text as HTML, PDF and Word. `render.py` does 3 to 5 in one call.
"""

"""What a researcher does with frames of her own: look, explore, release, and write a report.

A study of own frames has no pilot's folder, so that nobody has declared a title, words or a policy.
What is needed of them is put together here (`alone.py`). The other files each answer one question:

    showing.py     what does a finding look like, as words, figure, table and frame?
    releasing.py   what of it may leave?
    reporting.py   how does it become a report?
    describing.py  whom and what does a study hold?
    exploring.py   what do the data look like, to the eyes of the researcher alone?
    lesson.py      what does a notebook about one design stand on: which pilot, question and words?
"""

from tsi_eval.research.describing import described
from tsi_eval.research.exploring import explored
from tsi_eval.research.showing import figure_of, frame_of, html_of, sentence_of, table_of

__all__ = ["described", "explored", "figure_of", "frame_of", "html_of", "sentence_of", "table_of"]

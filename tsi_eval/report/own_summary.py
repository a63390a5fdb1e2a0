"""The project's own overall words, under the sentence that is built by rule, never instead of it.

Their places are filled with what was released, and their words held against it (`own_claims.py`).
"""

from __future__ import annotations

from tsi_eval.own_words.marks import MARK, SUMMARY
from tsi_eval.report.own_claims import said_in_places, to_mend, written
from tsi_eval.report.parts import plain
from tsi_eval.report.words import Words

# Stands for a place while the words around it are made safe.
_BETWEEN = "\0"


def own_summary(words: Words) -> str:
    """Return the project's own words in Markdown, with their places filled, or "".

    In a draft they are followed by what must be mended.
    """
    text = written(words, SUMMARY).strip()
    if not text:
        return ""
    pieces = [f"**{words.say('own.title')}** {_filled(words, text)}", to_mend(words, SUMMARY)]
    return "\n\n".join(filter(None, pieces))


def _filled(words: Words, text: str) -> str:
    """Return the words, safe in Markdown, with what stands in each place."""
    between = plain(MARK.sub(_BETWEEN, text.replace(_BETWEEN, ""))).split(_BETWEEN)
    held = [said or words.say("own.not_shown") for said in said_in_places(words, text)]
    return "".join(part for pair in zip(between, [*held, ""], strict=True) for part in pair)

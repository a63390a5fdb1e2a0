"""What there is to decide, in people's own words, with the answers that each point rests on.

After each point stand the questions that it names, as links to their chapters, with what the data
show and how secure it is. A point that names none is the authors' own judgement, and says so.
"""

from __future__ import annotations

import re

from tsi_eval.own_words.marks import DECISIONS, Point, points
from tsi_eval.report.answer_words import security, verdict
from tsi_eval.report.own_claims import filled, to_mend, written
from tsi_eval.report.question import anchor
from tsi_eval.report.words import Words

_INDENT = "    "
# A blank line, or a point inside: the point is more than one paragraph.
_HAS_PARTS = re.compile(r"\n\s*\n|\n[ \t]+(?:\d{1,9}[.)]|[-*+])[ \t]")


def decisions(words: Words) -> str:
    """Return what there is to decide, in Markdown, or "" where nobody has written it.

    In a draft it is followed by what must be mended.
    """
    parts = "\n".join(_written(words, point) for point in points(written(words, DECISIONS)))
    return "\n\n".join(filter(None, [parts, to_mend(words, DECISIONS)]))


def _written(words: Words, point: Point) -> str:
    """Return a point with what it rests on, in a line of its own under the point's last one."""
    if not point.is_point:
        return filled(words, point.text)
    text = filled(words, point.text.rstrip())
    between = "\n\n" if _HAS_PARTS.search(text) else "\\\n"
    after = "\n" * (len(point.text) - len(point.text.rstrip("\n")))
    return f"{text}{between}{_INDENT}*{_rests_on(words, point)}*{after}"


def _rests_on(words: Words, point: Point) -> str:
    if not point.rests_on:
        return words.say("own.authors_own")
    return words.say("own.rests_on", answers="; ".join(_answer(words, name) for name in point.rests_on))


def _answer(words: Words, question: str) -> str:
    finding = words.released.finding(question)
    link = f"[{words.short(finding)}](#{anchor(words, question)})"
    shows, secure = verdict(words, finding), security(words, finding)
    key = "own.answer_rated" if secure else "own.answer"
    return words.say(key, question=link, verdict=shows, security=secure)

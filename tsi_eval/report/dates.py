"""How old the shown numbers are, at each place where a reader meets one.

A report renews some numbers and leaves others as they were in an earlier report. An older number
has the date of the report in which it was renewed last (`ReleasedEstimate.as_of`), and is never
shown without it:

- a sentence about it ends with the date in brackets (`with_date`), and a number of another report
  in the same sentence has its own (`own_date`);
- in a table that has numbers of several dates the older ones are marked with an asterisk, which is
  explained under the table (`marks_of`);
- a figure says it beside its source (`about_figure`), and in the place of the period that the new
  report is about (`period_of`).

Example. There are 68 families now, of whom 22 were Nora's in the report of 30 June:

    alla    68
    Nora    22*
    * Från rapporten den 30 juni 2026.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language.numbers import long_date
from tsi_eval.report.words import Words

MARK = "\\*"
# Where a text's first sentence ends.
_FIRST_STOP = re.compile(r"\.(?= [A-ZÅÄÖ]|$)")


def shown(items: Iterable[ReleasedEstimate]) -> list[ReleasedEstimate]:
    """Return the numbers of which something is shown; what is hidden has no date to tell."""
    return [item for item in items if item.status != "suppressed"]


def shown_in(finding: ReleasedFinding) -> list[ReleasedEstimate]:
    """Return all numbers of a finding of which something is shown, the points of series too."""
    return shown(item for _, item in finding.every_estimate())


def older_days(items: Iterable[ReleasedEstimate]) -> list[date]:
    """Return the dates of the earlier reports that shown numbers are from, the latest first."""
    return sorted({item.as_of for item in shown(items) if item.as_of is not None}, reverse=True)


def day_of_all(items: Iterable[ReleasedEstimate]) -> date | None:
    """Return the date of the one earlier report that all shown numbers are from, or None."""
    days = {item.as_of for item in shown(items)}
    return next(iter(days)) if len(days) == 1 else None


def date_of(words: Words, item: ReleasedEstimate) -> str:
    """Return the date of the earlier report that a number is from, or ""."""
    return "" if item.as_of is None else long_date(item.as_of, words.language)


def with_date(words: Words, text: str, item: ReleasedEstimate) -> str:
    """Return a text about an answer, whose first sentence ends with the date of an older one."""
    if item.as_of is None or not shown([item]):
        return text
    when = f" ({long_date(item.as_of, words.language)})"
    stop = _FIRST_STOP.search(text)
    return text + when if stop is None else f"{text[: stop.start()]}{when}{text[stop.start() :]}"


def own_date(words: Words, item: ReleasedEstimate, answer: ReleasedEstimate) -> str:
    """Return what tells a number in a sentence from an answer of another report, else ""."""
    if item.as_of == answer.as_of or not shown([item]):
        return ""
    return f" ({words.say('column.now') if item.as_of is None else long_date(item.as_of, words.language)})"


def of_the_same_report(finding: ReleasedFinding, item: ReleasedEstimate) -> ReleasedFinding:
    """Return a finding with those of its estimates only that are as old as one of them."""
    return replace(finding, estimates=tuple(other for other in finding.estimates if other.as_of == item.as_of))


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a table says of older numbers.

    Attributes:
        of_days: Date of an earlier report → the mark of its numbers; none where no cell is marked.
        note: What stands under the table, or "".
    """

    of_days: Mapping[date, str] = field(default_factory=dict)
    note: str = ""

    def on(self, text: str, item: ReleasedEstimate) -> str:
        """Return a cell's text with the mark of the number that it shows."""
        if item.as_of is None or not shown([item]):
            return text
        return text + self.of_days.get(item.as_of, "")


def marks_of(words: Words, items: Iterable[ReleasedEstimate], *, alone: bool = False) -> Marks:
    """Return how a table tells its older numbers from the others.

    Where all of them are from one earlier report, no cell is marked and the note says so. In the
    chapter of a question that is older as a whole, the chapter has said it.

    Args:
        words: The released values and the language.
        items: The table's numbers.
        alone: Whether the table stands apart from its question's chapter.
    """
    numbers = shown(items)
    days = older_days(numbers)
    if not days:
        return Marks()
    if len(days) == 1 and day_of_all(numbers) is not None:
        is_said = not alone and _is_said(words, numbers[0].question)
        return Marks(note="" if is_said else about_all(words, days[0]))
    of_days = {day: MARK * place for place, day in enumerate(days, start=1)}
    notes = (words.say("kept.marked", mark=mark, date=long_date(day, words.language)) for day, mark in of_days.items())
    return Marks(of_days=of_days, note=" ".join(notes))


def about_all(words: Words, day: date) -> str:
    """Return the sentence that all numbers of some place are from an earlier report."""
    return words.say("kept.whole", date=long_date(day, words.language))


def _is_said(words: Words, question: str) -> bool:
    """Tell whether the chapter of a question says that all of it is from an earlier report."""
    asked = (finding for finding in words.asked_findings() if finding.question == question)
    return any(day_of_all(shown_in(finding)) is not None for finding in asked)


def period_of(words: Words, items: Iterable[ReleasedEstimate]) -> str:
    """Return which period a figure's numbers are about: the report's, or that of an earlier one."""
    day = day_of_all(items)
    if day is None:
        return words.text(words.released.cover.period)
    return words.say("kept.period", date=long_date(day, words.language))


def about_figure(words: Words, items: Iterable[ReleasedEstimate]) -> str:
    """Return from which earlier report a figure's numbers are, or some of them; else ""."""
    numbers = shown(items)
    day = day_of_all(numbers)
    if day is not None:
        return words.say("kept.figure", date=long_date(day, words.language))
    days = [long_date(day, words.language) for day in older_days(numbers)]
    return words.say("kept.figure_some", date=words.say("word.and").join(days)) if days else ""

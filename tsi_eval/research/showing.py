"""What a finding looks like to the researcher who holds it: words, a figure, a table, a frame.

A report has words and figures for what was released. So one finding is released alone under the
policy `internal`, which hides nothing, and shown as a report would show it. Whatever is made so
says that it has not passed disclosure control. `findings/shown.py` finds this module by its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import wraps
from html import escape
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

from tsi_eval.errors import Param, Problem, UsageError
from tsi_eval.findings import RECEIPT, Answerable, Estimate, Finding, Findings, Role
from tsi_eval.findings.released import (
    COLUMNS,
    OF_RATING,
    OF_VERDICT,
    TURNED,
    WHOLE_NUMBERS,
    ReleasedEstimate,
)
from tsi_eval.in_brief import brief, html_table
from tsi_eval.language import Message, say, with_own
from tsi_eval.language.numbers import interval
from tsi_eval.pilot.pilot_study import PilotStudy
from tsi_eval.protect.disclosure import release
from tsi_eval.report.figures import figure_of as drawn_of
from tsi_eval.report.parts import Figure, Table
from tsi_eval.report.result_tables import estimates_table, what_of
from tsi_eval.report.sentences import answers
from tsi_eval.report.words import NONE, Words
from tsi_eval.research.alone import alone
from tsi_eval.speaking import known

if TYPE_CHECKING:
    import pandas as pd

INTERNAL = "internal"
# Columns of a frame that hold ids, with the method of `Words` that says them.
_SAID = ("quantity", "outcome", "group", "reference", "period", "unit")
# Columns that only what was released has.
_RELEASED = frozenset({"status", "reason", "decimals", "as_of", *OF_VERDICT, *OF_RATING, TURNED})
_EXACT = tuple(name for name in COLUMNS if name not in _RELEASED)
# A table in JupyterLab has so many rows; all of them are in the frame.
_MOST_ROWS = 12
P = ParamSpec("P")
T = TypeVar("T")
_ESCAPED = re.compile(r"\\([\W_])")


def _in_own_words(show: Callable[Concatenate[Any, P], T]) -> Callable[Concatenate[Any, P], T]:
    """Let a function say the words of whatever design the finding comes from."""

    @wraps(show)
    def shown(found: Any, /, *arguments: P.args, **named: P.kwargs) -> T:
        own = found.words if isinstance(found, Finding) else found.cover.words
        with with_own(own):
            return show(found, *arguments, **named)

    return shown


@_in_own_words
def frame_of(found: Finding | Findings, labels: str | None) -> pd.DataFrame:
    """Return all exact numbers, a row each; with words instead of ids where a language is given."""
    import pandas as pd  # noqa: PLC0415  the records themselves need no pandas

    language = None if labels is None else known(labels)
    findings = tuple(found) if isinstance(found, Findings) else (found,)
    rows = [row for finding in findings for row in _rows(finding, language)]
    frame = pd.DataFrame(rows, columns=["series", *_EXACT])
    whole = [name for name in WHOLE_NUMBERS if name in _EXACT]
    return frame.astype(dict.fromkeys(whole, "Int64")).drop(columns="scale")


def _rows(finding: Finding, labels: str | None) -> Iterator[Mapping[str, Any]]:
    words = None if labels is None else words_of(finding, labels)
    named = [("", item) for item in finding.estimates]
    named += [(series.name, point) for series in finding.series for point in series.points]
    for series, item in named:
        row: dict[str, Any] = {"series": series} | {name: getattr(item, name) for name in _EXACT}
        yield row if words is None else row | _in_words(words, item)


def _in_words(words: Words, item: Estimate) -> dict[str, str]:
    """Return the columns of ids in words; an exact number has the same ids as a released one."""
    same = cast("ReleasedEstimate", item)
    said = {
        "quantity": words.quantity(same),
        "outcome": words.label(item.outcome) if item.outcome else "",
        "group": words.group_name(item.group) if item.group else "",
        "reference": words.group_name(item.reference) if item.reference else "",
        "period": words.period(item.period) if item.period else "",
        "unit": words.unit(same),
    }
    return {name: _unmarked(text) for name, text in said.items()}


def words_of(finding: Finding, language: str | None) -> Words:
    """Return a finding with nothing hidden, and the words of its study in one language.

    Raises:
        UsageError: There is no such language (E191).
    """
    data = "synthetic" if _is_synthetic(finding) else "real"
    return Words(release(alone(finding, policy=INTERNAL, data=data)), known(language))


def _is_synthetic(finding: Finding) -> bool:
    """Tell whether a pilot says that its data are made up; of own frames nobody has said."""
    return isinstance(finding.source, PilotStudy) and finding.source.pilot.data == "synthetic"


@_in_own_words
def sentence_of(finding: Finding, language: str | None) -> str:
    """Return a finding's answers in words."""
    words = words_of(finding, language)
    return _unmarked(" ".join(answers(words, words.released.findings[0])))


@_in_own_words
def table_of(finding: Finding, language: str | None) -> Table:
    """Return a finding's numbers as a reader meets them, points of series after the others."""
    words = words_of(finding, language)
    shown = words.released.findings[0]
    made = estimates_table(words, "finding", _title(words), [item for _, item in shown.every_estimate()])
    if not isinstance(made, Table):
        raise UsageError(Problem(code="E469", params={"design": finding.design}))
    return replace(made, note=" ".join(filter(None, (made.note, _mark(words)))))


@_in_own_words
def figure_of(finding: Finding, language: str | None) -> Figure:
    """Return the figure that a report would have of a finding.

    Raises:
        UsageError: The question was refused (E468), or no figure fits (E469).
    """
    words = words_of(finding, language)
    reason = finding.feasibility.reason
    if finding.feasibility.answerable is Answerable.REFUSED:
        params: dict[str, Param] = {"design": finding.design, "reason": reason or "–"}
        raise UsageError(Problem(code="E468", params=params))
    drawn = drawn_of(words, words.released.findings[0])
    if drawn is None:
        raise UsageError(Problem(code="E469", params={"design": finding.design}))
    return replace(drawn, source=f"{drawn.source}. {_mark(words)}".replace("..", "."))


def _title(words: Words) -> str:
    return words.text(words.released.cover.questions[0].short)


def _mark(words: Words) -> str:
    """Return that nothing of this has passed disclosure control."""
    return words.say("research.unreleased")


@_in_own_words
def html_of(found: Finding | Findings) -> str:
    """Return what JupyterLab shows: the answer in words and the numbers, or a line a finding."""
    return _of_several(found) if isinstance(found, Findings) else _of_one(found)


def _of_one(finding: Finding) -> str:
    words = words_of(finding, None)
    shown = words.released.findings[0]
    said = "".join(f"<p>{escape(_unmarked(sentence))}</p>" for sentence in answers(words, shown))
    items = [item for item in finding.estimates if item.role is not Role.SUPPORTING][:_MOST_ROWS]
    header = [words.say(f"column.{name}") for name in ("what", "who", "when", "value", "interval", "n")]
    table = html_table(_title(words), header, (_cells(words, item) for item in items))
    more = len(finding.estimates) - len(items)
    rest = f"<p>{escape(words.say('research.more', n=str(more)))}</p>" if more else ""
    return f"<div>{said}{table if items else ''}{rest}<p><small>{escape(_mark(words))}</small></p></div>"


def _cells(words: Words, item: Estimate) -> tuple[str, ...]:
    said, language = _in_words(words, item), words.language
    has_ends = item.ci_low is not None and item.ci_high is not None
    low, high = _read(item.ci_low, language), _read(item.ci_high, language)
    ends = interval(low, high, language) if has_ends else NONE
    who = " – ".join(filter(None, (said["group"], said["reference"])))
    what = _unmarked(what_of(words, cast("ReleasedEstimate", item), ""))
    return (what, who, said["period"], _read(item.estimate, language), ends, str(item.n))


def _read(number: float | None, language: str) -> str:
    """Return a number in four digits, with the decimal sign and the minus of a language."""
    signs = str.maketrans("-.", "−," if language == "sv" else "−.")
    return brief(number).translate(signs)


def _of_several(findings: Findings) -> str:
    language = known(None)
    header = [say(Message(f"column.{name}"), language) for name in ("question", "answer")]
    rows = ((item.question, _unmarked(sentence_of(item, language))) for item in findings if item.question != RECEIPT)
    mark = say(Message("research.unreleased"), language)
    return f"<div>{html_table(findings.cover.pilot, header, rows)}<p><small>{escape(mark)}</small></p></div>"


def _unmarked(markdown: str) -> str:
    """Return a sentence without the signs that keep its words from being read as Markdown."""
    return _ESCAPED.sub(r"\1", markdown)

"""What a delivery still lacks before its report can be approved.

A draft may lack it. `tsi-eval check` says it as something that is left to do, and a report that is
approved is refused (`making/approval.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import pandas as pd

from tsi_eval.errors import Problem
from tsi_eval.findings import Estimate, Finding, Findings
from tsi_eval.language import Message, has_sentence
from tsi_eval.language.numbers import stretch
from tsi_eval.periods import DaysSince, month_period, term_period
from tsi_eval.pilot.declaration import Pilot, Question
from tsi_eval.pilot.declared_labels import labels_in
from tsi_eval.study.tables import ABSENCE, CONTACTS, COUNTS, ENROLMENT, MEASURES

Tables = Mapping[str, pd.DataFrame]
# The column of each table that says when, of the tables whose rows have a time of their own.
WHEN = {CONTACTS.name: "month", COUNTS.name: "month", ABSENCE.name: "term"}


def remaining(pilot: Pilot, tables: Tables) -> Iterator[Problem]:
    """Yield what the rows of a delivery leave undone.

    A question may start after the last of its rows (E374), or be about an occasion or a stage that
    no row has (E375); and the report may be dated before its last rows (E378).
    """
    for question in pilot.questions:
        yield from _late_start(question, tables)
    yield from _unmeasured(pilot, tables)
    yield from _unreached(pilot, tables)
    yield from _dated_too_early(pilot, tables)


def unlabelled(pilot: Pilot, findings: Findings) -> Iterator[Problem]:
    """Yield the names that the report would show as the declaration has them (E372).

    They are names that the pilot itself made up, such as a stage "started" without a label. A word
    that stands in the files, and that nobody has translated, is shown as it stands there.
    """
    own = _own_names(pilot)
    for name in dict.fromkeys(name for finding in findings.findings for name in _names(finding)):
        if name not in findings.cover.labels and _is_own(name, own, pilot) and not _has_words(name):
            yield Problem(code="E372", params={"name": name})


def _late_start(question: Question, tables: Tables) -> Iterator[Problem]:
    start = str(getattr(question.design, "start", "") or "")
    for table in question.design.needs.tables:
        rows = tables.get(table)
        if start and rows is not None and table in WHEN:
            last = _last(rows[WHEN[table]].dropna().unique())
            if last is not None and _first_day(start) > last:
                params = {"question": question.id, "start": start, "last": f"{last:%Y-%m}"}
                yield Problem(code="E374", params=params)


def _unmeasured(pilot: Pilot, tables: Tables) -> Iterator[Problem]:
    """Yield the occasions that questions are about and no row has."""
    if MEASURES.name in tables:
        measured = set(tables[MEASURES.name].dropna(subset=["value"])["occasion"])
        asked = dict.fromkeys(name for question in pilot.questions for name in question.design.needs.occasions)
        for occasion in asked:
            if occasion not in measured and _has_begun(pilot, occasion):
                yield _without_rows("occasion", occasion)


def _has_begun(pilot: Pilot, occasion: str) -> bool:
    """Tell whether an occasion may have rows: one after the report's date has not come yet.

    Days from a person's own start have begun as soon as somebody has one.
    """
    window = pilot.windows.get(occasion)
    return isinstance(window, DaysSince) or (window is not None and window.start <= pilot.report_date)


def _unreached(pilot: Pilot, tables: Tables) -> Iterator[Problem]:
    """Yield the stages that questions are about and no row has."""
    if ENROLMENT.name in tables:
        reached = set(tables[ENROLMENT.name]["stage"])
        asked = dict.fromkeys(name for question in pilot.questions for name in question.design.needs.stages)
        yield from (_without_rows("stage", stage) for stage in asked if stage not in reached)


def _without_rows(what: str, name: str) -> Problem:
    return Problem(code="E375", params={"what": Message(f"what.{what}"), "name": name})


def _dated_too_early(pilot: Pilot, tables: Tables) -> Iterator[Problem]:
    lasts = [_last(tables[name][column].dropna().unique()) for name, column in WHEN.items() if name in tables]
    last = max((day for day in lasts if day is not None), default=None)
    if last is not None and last > pilot.report_date:
        params = {"date": pilot.report_date.isoformat(), "last": f"{last:%Y-%m}"}
        yield Problem(code="E378", params=params)


def _last(names: Iterable[str]) -> date | None:
    """Return the first day of the last of some months or terms."""
    return max(map(_first_day, names), default=None)


def _first_day(name: str) -> date:
    if name[:2] in {"HT", "VT"}:
        return term_period(name[:2], int(name[2:])).start
    return month_period(int(name[:4]), int(name[5:7])).start


def _own_names(pilot: Pilot) -> frozenset[str]:
    """Return the names that the pilot made up for occasions, stages and series."""
    stages = {stage for question in pilot.questions for stage in question.design.needs.stages}
    series = labels_in(pilot.sources, "series") | {name for q in pilot.questions for name in q.design.needs.series}
    return frozenset(pilot.windows) | stages | labels_in(pilot.sources, "stage") | series


def _is_own(name: str, own: frozenset[str], pilot: Pilot) -> bool:
    """Tell whether a name, or each part of "one+other", is one that the pilot made up.

    Of "column=value" the value is its own when a source translates to it.
    """
    column, equals, value = name.partition("=")
    if equals:
        return value in labels_in(pilot.sources, column)
    return all(part in own for part in name.split("+"))


def _has_words(name: str) -> bool:
    """Tell whether the house has words for a name, or writes it as readers do, such as a term."""
    return has_sentence(f"group.{name}") or stretch(name, "sv") != name


def _names(finding: Finding) -> Iterator[str]:
    for estimate in finding.every_estimate():
        yield from _names_of(estimate)


def _names_of(estimate: Estimate) -> Iterator[str]:
    """Yield the names that the report says of an estimate."""
    for name in (estimate.outcome, estimate.group, estimate.reference, *estimate.period.split(" > ")):
        if name:
            yield name

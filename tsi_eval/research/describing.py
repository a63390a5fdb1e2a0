"""Whom and what a study holds, counted, under a policy: `study.describe()`.

Worked example. Of 60 children in the study 50 have a score at T0 and 43 at T1. Under `default` the
rows of the score say measured 50, missing 10, and measured 43, missing 17. Had 58 been measured,
the two who were not would be hidden, and with them the 58.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tsi_eval.designs.behind import with_those_behind
from tsi_eval.designs.persons import belonging
from tsi_eval.findings import Answerable, Claim, Estimate, Feasibility, Finding, Kind, Quantity, people
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.report.words import Words
from tsi_eval.research.releasing import DEFAULT, REAL, release
from tsi_eval.speaking import known
from tsi_eval.study import Study
from tsi_eval.study.tables import ENROLMENT, MEASURES, PERSONS, TABLES
from tsi_eval.study.tables.column import ColumnKind
from tsi_eval.written_periods import parse_period

if TYPE_CHECKING:
    import pandas as pd

NAME = "describe"
ALL, ALONE, BEHIND = "all", "alone", "behind"
MEASURED, MISSING, IN_GROUP, AT_STAGE, ON_THE_WAY = "measured", "missing", "group", "present", "ongoing"
# A column of so many labels or more holds no groups, but texts or names.
_MANY = 20


def described(study: Study, policy: str | None, data: str | None, language: str | None) -> pd.DataFrame:
    """Return a row a count: of everybody, of each group, at each stage, measured and missing.

    Args:
        study: The study.
        policy: As for `release`.
        data: As for `release`.
        language: "sv" or "en" for words instead of ids; unless given, the chosen one.

    Returns:
        Columns `table`, `what`, `name`, `occasion` and `n`; `n` is missing where the policy hides
        it. Tables of tallies have a row with the first and the last of their months or terms.
    """
    import pandas as pd  # noqa: PLC0415  the records themselves need no pandas

    finding = _counted(study)
    released = release(finding, policy=policy or DEFAULT, data=data or REAL)
    words = Words(released, known(language))
    rows = [_row(words, item) for item in released.finding(NAME).estimates]
    rows += list(_stretches(study, words))
    columns = ["table", "what", "name", "occasion", "n"]
    return pd.DataFrame(rows, columns=columns).astype({"n": "Int64"})


def _counted(study: Study) -> Finding:
    """Return the counts, with those whom persons belong to protected as in every question."""
    finding = Finding(
        question=NAME,
        design=NAME,
        claim=Claim.DESCRIBES,
        feasibility=Feasibility(answerable=Answerable.ESTIMABLE),
        estimates=tuple(_counts(study)),
        source=study,
    )
    return with_those_behind(finding, study, allowed=True)


def _counts(study: Study) -> Iterator[Estimate]:
    everyone = study.everyone()
    if not everyone:
        return
    yield _count(everyone, ALL if study.together else ALONE)
    for column in study.together:
        yield _count(frozenset(belonging(study, column, everyone).values()), BEHIND, group=column)
    for column, label in _groups(study):
        yield _count(study.labelled(column, label), IN_GROUP, group=f"{column}={label}")
    for stage in dict.fromkeys(study.table(ENROLMENT.name)["stage"]):
        yield _count(study.present(stage), AT_STAGE, group=stage)
        if ongoing := study.ongoing(stage):
            yield _count(ongoing, ON_THE_WAY, group=stage)
    measures = study.table(MEASURES.name)
    for outcome, occasion in measures[["outcome", "occasion"]].drop_duplicates().itertuples(index=False):
        there = study.measured(outcome, occasion)
        yield _count(there, MEASURED, group=outcome, period=occasion)
        yield _count(everyone - there, MISSING, group=outcome, period=occasion)


def _groups(study: Study) -> Iterator[tuple[str, str]]:
    """Yield the columns of the persons that hold groups, with each of their labels."""
    persons = study.table(PERSONS.name)
    for column in persons.columns.drop(["person", *study.together]):
        labels = persons[column].dropna().unique()
        if len(labels) < min(_MANY, len(persons)):
            yield from ((column, label) for label in sorted(labels))


def _count(members: frozenset[str], what: str, *, group: str = "", period: str = "") -> Estimate:
    return Estimate(
        question=NAME,
        design=NAME,
        quantity=Quantity.COUNT,
        claim=Claim.DESCRIBES,
        group=group,
        period=period,
        axis=what,
        unit="persons",
        estimate=float(len(members)),
        n=len(members),
        basis=(people(members, kind=Kind.PERSON),),
        method="count",
    )


def _row(words: Words, item: ReleasedEstimate) -> dict[str, object]:
    of_stages, of_measures = (AT_STAGE, ON_THE_WAY), (MEASURED, MISSING)
    table = ENROLMENT if item.axis in of_stages else MEASURES if item.axis in of_measures else PERSONS
    return {
        "table": table.name,
        "what": words.say(f"research.{item.axis}"),
        "name": words.label(item.group) if item.group else "",
        "occasion": words.label(item.period) if item.period else "",
        "n": item.n,
    }


def _stretches(study: Study, words: Words) -> Iterator[dict[str, object]]:
    """Yield the first and the last month or term of each table of tallies."""
    for table in TABLES:
        periods = tuple(table.of_kind(ColumnKind.MONTH, ColumnKind.TERM))
        rows = study.table(table.name)
        if table.name in study.tables() and periods and "person" not in rows:
            names = sorted(map(str, rows[periods[0].name].dropna().unique()), key=_begins)
            name = words.period(f"{names[0]} > {names[-1]}")
            yield {"table": table.name, "what": words.say("research.stretch"), "name": name, "occasion": "", "n": None}


def _begins(name: str) -> tuple[str, str]:
    """Return when a month or a term begins, so that spring comes before autumn of the same year."""
    period = parse_period(name)
    return (period.start.isoformat() if period else "", name)

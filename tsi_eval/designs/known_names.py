"""Names that a question uses must be names that the study has.

They are names of outcomes, occasions, stages, columns, labels and more.

A misspelt name finds no row, and what rests on no row looks like an answer: of
`stages=("offered", "startd")` nobody came to the second. So each name in a design's `needs` is held
against what the study knows, before anything is counted. A study knows the labels of its rows, and
those that were declared though no row has them yet (`Study.declared`, or the pilot's own files): an
occasion that was declared is answered with "not yet", one that nobody has heard of is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import fields
from typing import Any

from tsi_eval.designs.needs import Needing
from tsi_eval.errors import Problem, did_you_mean
from tsi_eval.language import Message
from tsi_eval.study import Study
from tsi_eval.study.tables import CONTACTS, COUNTS, ENROLMENT, MEASURES, PERSONS, TABLES

MOST_LISTED = 12
NOBODYS = "\0"
# What a name is → where `Needs` lists it.
KINDS = {
    "table": "tables",
    "outcome": "outcomes",
    "occasion": "occasions",
    "stage": "stages",
    "column": "columns",
    "cluster": "clusters",
    "series": "series",
    "unit": "units",
    "price": "prices",
}
WHO = "who"


def unknown_names(design: Needing, study: Study) -> Iterator[Problem]:
    """Yield a problem (E296) for each name that the design needs and the study does not have."""
    needs = design.needs
    for what, names, known_to in (
        ("table", needs.tables, Study.tables),
        ("outcome", needs.outcomes, _outcomes),
        ("occasion", needs.occasions, _occasions),
        ("stage", needs.stages, _stages),
        ("column", needs.columns, _columns),
        ("cluster", needs.clusters, _columns),
        ("series", needs.series, _series),
        ("unit", needs.units, _units),
        ("price", needs.prices, _prices),
    ):
        known = known_to(study) if names else ()
        for name in dict.fromkeys(names):
            if name not in known:
                yield _problem(design, KINDS[what], Message(f"what.{what}"), name, _hint(name, known))
    met = _labels(study, CONTACTS.name, WHO) if needs.who else ()
    for name in dict.fromkeys(needs.who):
        if name not in met:
            yield _problem(design, WHO, Message("what.value", {"column": WHO}), name, _hint(name, met))
    for column, label in dict.fromkeys(needs.values):
        if column in _columns(study):
            yield from _unknown_label(design, study, column, label)


def _unknown_label(design: Needing, study: Study, column: str, label: str) -> Iterator[Problem]:
    """Yield a problem when no person has this label in a column.

    Labels that other persons have are listed only if they were declared.
    """
    declared = study.labels_declared(column)
    if label in declared or study.labelled(column, label):
        return
    hint = _hint(label, declared) if declared else Message("hint.column", {"column": column})
    yield _problem(design, "values", Message("what.value", {"column": column}), label, hint)


def _problem(design: Needing, kind: str, what: Message, name: str, hint: Message) -> Problem:
    keys = ", ".join(_options_with(design, name, kind)) or "–"
    return Problem(code="E296", params={"key": keys, "what": what, "name": name, "hint": hint})


def _options_with(design: Any, name: str, kind: str) -> Iterator[str]:
    """Yield the options that are this name, or a list that holds it.

    Only those are yielded by which the design needs something of this kind of `Needs`. Example: of
    `outcome="score", clusters="score"` the clusters are wrong, and the outcome is not.
    """
    for item in fields(design):
        value = getattr(design, item.name)
        holds = value == name or (isinstance(value, tuple) and name in value)
        if holds and _needed_by(design, item.name, name, kind):
            yield item.name


def _needed_by(design: Any, key: str, name: str, kind: str) -> bool:
    """Tell whether a design would need another name of this kind if the option held another."""
    other = copy(design)
    value = getattr(design, key)
    replaced = tuple(NOBODYS if item == name else item for item in value) if isinstance(value, tuple) else NOBODYS
    # Only asked what it needs, and so no option's rules are held against it.
    object.__setattr__(other, key, replaced)
    needed = getattr(other.needs, kind)
    return any((item[1] if isinstance(item, tuple) else item) == NOBODYS for item in needed)


def _hint(name: str, known: Iterable[str]) -> Message:
    names = sorted(known)
    listed = ", ".join(names[:MOST_LISTED]) + (", …" if len(names) > MOST_LISTED else "")
    if not names:
        return Message("hint.nothing")
    if suggestion := did_you_mean(name, names):
        return Message("hint.meant", {"suggestion": suggestion, "known": listed})
    return Message("hint.known", {"known": listed})


def _labels(study: Study, table: str, column: str) -> frozenset[str]:
    """Return the labels of a table's rows, and those that were declared."""
    return frozenset(map(str, study.table(table)[column].dropna().unique())) | study.labels_declared(column)


def _outcomes(study: Study) -> Iterable[str]:
    return study.outcomes


def _prices(study: Study) -> Iterable[str]:
    return study.prices


def _occasions(study: Study) -> frozenset[str]:
    return _labels(study, MEASURES.name, "occasion")


def _stages(study: Study) -> frozenset[str]:
    return _labels(study, ENROLMENT.name, "stage")


def _series(study: Study) -> frozenset[str]:
    return _labels(study, COUNTS.name, "series")


def _columns(study: Study) -> frozenset[str]:
    """Return what a study knows of persons beside who they are."""
    return frozenset(map(str, study.table(PERSONS.name).columns)) - {"person"}


def _units(study: Study) -> frozenset[str]:
    """Return the schools and teams that were declared, and those that some table has rows of."""
    tallied = [table.name for table in TABLES if "unit" in table.study_columns]
    return frozenset(unit.id for unit in study.units).union(*(_labels(study, name, "unit") for name in tallied))

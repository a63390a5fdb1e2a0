"""Sets of persons that several questions rest on, under the names that all of them use, and how they add up."""

from __future__ import annotations

from collections.abc import Iterator

from tsi_eval.findings import Cell, Kind, Partition
from tsi_eval.study import Study

EVERYONE = "persons"


def everyone(study: Study) -> Cell:
    """Return all persons of the study; nobody when it has no table of persons."""
    return Cell(kind=Kind.PERSON, group=EVERYONE, n=len(study.table("persons")))


def with_label(study: Study, column: str, label: str) -> Cell:
    """Return the persons with a label in a column."""
    return Cell(kind=Kind.PERSON, group=f"{EVERYONE}|{column}={label}", n=int((study.attribute(column) == label).sum()))


def measured(study: Study, outcome: str, occasion: str) -> Cell:
    """Return the persons with a value of an outcome at an occasion."""
    n = len(study.values(outcome, occasion))
    return Cell(kind=Kind.PERSON, group=f"measured:{outcome}@{occasion}", n=n)


def split(whole: Cell, *parts: Cell) -> Partition:
    """Return a whole as the parts named and whoever is left over."""
    rest = whole.n - sum(part.n for part in parts)
    others = Cell(kind=Kind.PERSON, group=f"{whole.group} - {' - '.join(part.group for part in parts)}", n=rest)
    return Partition(total=whole, parts=(*parts, others))


def split_of_everyone(study: Study, *parts: Cell) -> Iterator[Partition]:
    """Yield everyone as the parts and the others, when the study knows everyone."""
    whole = everyone(study)
    if whole.n:
        yield split(whole, *parts)


def split_by_label(study: Study, column: str) -> Iterator[Partition]:
    """Yield everyone by the labels of a column."""
    labels = sorted(study.attribute(column).unique())
    yield from split_of_everyone(study, *(with_label(study, column, str(label)) for label in labels))

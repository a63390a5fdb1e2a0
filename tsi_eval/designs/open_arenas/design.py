"""Whom an open arena reached: contacts, by place and against the number of pupils.

A contact is not a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from annotated_types import MinLen

from tsi_eval.designs.contract import Found, StandardDesign, caveats
from tsi_eval.designs.needs import Needs
from tsi_eval.designs.open_arenas.terms import counted_months, parts_of_terms, uncounted_in_whole
from tsi_eval.designs.option import Name
from tsi_eval.designs.rules import later, months, once_each
from tsi_eval.designs.tallies import cell_of, count_of, in_words, listed_in_words, rows_of
from tsi_eval.designs.usable import outside_months, unusable_numbers
from tsi_eval.errors import Problem
from tsi_eval.findings import Claim, Estimate, Kind, Quantity, Role, Series
from tsi_eval.language import Message
from tsi_eval.periods import months_of_term, term_of, term_order
from tsi_eval.study import Study, Unit
from tsi_eval.study.tables import CONTACTS

if TYPE_CHECKING:
    import pandas as pd

PER = 100
EACH = ("unit", "arena", "who")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenArenas(StandardDesign):
    """How many contacts were there, where, and how many per 100 pupils and term?

    Contacts are made in corridors and at meetings. Only those with pupils are held against the
    number of pupils, where it is said who they are; else all contacts are. Where a part of a term
    was counted, the rate is per month and not per term (`terms.py`).

    A tally has no persons: the same pupil may have come many times, and nobody knows how many came
    once. Contacts are counted in full, so there is no interval: it is not a sample. It can't say
    whether those who came would have come anyway.

    Attributes:
        units: Schools; rates need `pupils` on each in pilot.toml.
        pupils: Labels of `who` that are pupils, such as "pupil"; or () to divide all contacts.
        since: First month, or "".
        until: Month after the last, or "".
    """

    name: ClassVar[str] = "open_arenas"

    units: Annotated[tuple[Name, ...], MinLen(1)]
    pupils: tuple[Name, ...] = ()
    since: str = ""
    until: str = ""

    @property
    def claim(self) -> Claim:
        """A count describes."""
        return Claim.DESCRIBES

    @property
    def needs(self) -> Needs:
        """The table of contacts, and the labels that are pupils."""
        return Needs(tables=(CONTACTS.name,), units=self.units, who=self.pupils)

    def contradictions(self) -> Iterator[Problem]:
        """Yield what the schools and the limits can't be.

        A school or a label that stands twice (E293), a limit that is no month (E233), or limits
        that are the wrong way round (E294).
        """
        yield from once_each(self, "units", "pupils")
        yield from months(self, "since", "until")
        yield from later(self, "until", "since")

    def faults(self, study: Study) -> tuple[Problem, ...]:
        """Return problems of the contacts and the schools.

        Numbers that are none (E298), limits that leave nothing (E299), no contacts (E141), or a
        school without a number of pupils (E231).
        """
        rows = self._rows(study)
        if problems := tuple(unusable_numbers(rows, CONTACTS.name, "n", "minutes")):
            return problems
        every = rows_of(study, CONTACTS.name, units=self.units)
        limits = () if every.empty else outside_months(self, every, after_first=("until",), until_last=("since",))
        if outside := tuple(limits):
            return outside
        if rows["n"].isna().all():
            return (Problem(code="E141", params={"name": ", ".join(self.units)}),)
        with_pupils = {unit.id for unit in study.units if unit.pupils}
        absent = [unit for unit in self.units if unit not in with_pupils]
        return (Problem(code="E231", params={"units": ", ".join(absent)}),) if absent else ()

    def found(self, study: Study, *, refused: bool) -> Found:
        """Count contacts, and give those with pupils per 100 pupils and term, or month.

        They are given in all, by school and term, by arena and by kind of person.
        """
        del refused
        rows, schools = self._rows(study), {unit.id: unit for unit in study.units}
        doubts = ["contacts_not_persons", "tallied_by_staff", *([] if self.pupils else ["all_divided"])]
        if rows["minutes"].isna().any() and rows["minutes"].notna().any():
            doubts.append("minutes_missing")
        if rows["n"].isna().any():
            doubts.append("hidden_at_source")
            # A place of which nothing is known is not one without contacts, and hidden contacts'
            # minutes are no others'.
            rows = rows[rows["n"].notna()]
        return Found(
            estimates=tuple(self._estimates(rows, schools)),
            series=tuple(self._series(rows, schools)),
            caveats=(*_about_months(rows), *caveats(*doubts)),
        )

    def _rows(self, study: Study) -> pd.DataFrame:
        return rows_of(study, CONTACTS.name, units=self.units, since=self.since, until=self.until)

    def _estimates(self, rows: pd.DataFrame, schools: Mapping[str, Unit]) -> Iterator[Estimate]:
        yield self._rate(rows, rows, schools, role=Role.HEADLINE)
        yield self._count(rows)
        for column in EACH:
            for value in sorted(rows[column].unique()):
                part = rows[rows[column] == value]
                yield self._count(part, group=f"{column}={value}")
        for term in sorted(rows["term"].unique(), key=term_order):
            yield self._count(rows[rows["term"] == term], period=term)
        if rows["minutes"].notna().all() and rows["n"].sum():
            yield self._minutes(rows)

    def _count(self, rows: pd.DataFrame, **more: Any) -> Estimate:
        cell = cell_of(rows, CONTACTS.name, Kind.EVENT_ABOUT_PERSON)
        return count_of(self.name, self.claim, cell, "contacts", **more)

    def _minutes(self, rows: pd.DataFrame) -> Estimate:
        cell = cell_of(rows, CONTACTS.name, Kind.EVENT_ABOUT_PERSON)
        mean = float(rows["minutes"].sum()) / cell.n
        about = {"unit": "minutes", "method": "rate_of_contacts", "note": "minutes_per_contact"}
        return self.estimate(Quantity.MEAN_PER_EVENT, mean, cell, **about)

    def _rate(self, rows: pd.DataFrame, every: pd.DataFrame, schools: Mapping[str, Unit], **more: Any) -> Estimate:
        """Return contacts with pupils per 100 pupils and term; per month where a term is not whole.

        The pupils are those of the schools among `rows`, and the terms those of `every` row. A
        school's pupils count in the terms, or months, when it was open.
        """
        of_pupils = rows[rows["who"].isin(self.pupils)] if self.pupils else rows
        cell = cell_of(of_pupils, CONTACTS.name, Kind.EVENT_ABOUT_PERSON)
        units = rows["unit"].unique() if "group" in more else self.units
        by_month = bool(parts_of_terms(counted_months(every["month"])))
        stretches = _months_open if by_month else _terms_open
        exposed = sum(
            (schools[unit].pupils or 0) * stretches(schools[unit], every, more.get("period", "")) for unit in units
        )
        about = {"unit": "per_100_month" if by_month else "per_100_term", "method": "rate_of_contacts"}
        note = {"note": "of_pupils"} if self.pupils else {}
        return self.estimate(Quantity.RATE, PER * cell.n / exposed, cell, **about | note | more)

    def _series(self, rows: pd.DataFrame, schools: Mapping[str, Unit]) -> Iterator[Series]:
        terms = sorted(rows["term"].unique(), key=term_order)
        for unit in self.units:
            unit_rows = rows[rows["unit"] == unit]
            points = tuple(
                self._rate(
                    unit_rows[unit_rows["term"] == term], rows, schools, group=f"unit={unit}", period=term, axis="term"
                )
                for term in terms
                if (unit_rows["term"] == term).any()
            )
            if points:
                yield Series(name=f"unit={unit}", axis="term", points=points)


def _terms_open(school: Unit, rows: pd.DataFrame, term: str) -> int:
    """Return in how many terms, or in that one, a school was open, by its months or its rows."""
    with_rows = {*rows.loc[rows["unit"] == school.id, "term"]}
    terms: Iterable[str] = [term] if term else rows["term"].unique()
    return sum(term in with_rows or school.was_open(*months_of_term(term)) for term in terms)


def _months_open(school: Unit, rows: pd.DataFrame, term: str) -> int:
    """Return in how many of the counted months, or those of a term, a school was open."""
    with_rows = {*rows.loc[rows["unit"] == school.id, "month"]}
    months = (month for month in counted_months(rows["month"]) if not term or term_of(month) == term)
    return sum(month in with_rows or school.was_open(month, month) for month in months)


def _about_months(rows: pd.DataFrame) -> Iterator[Message]:
    """Yield in which months contacts were counted, and which terms are not whole."""
    months = counted_months(rows["month"])
    yield Message("compared.counted", {"months": in_words((months[0], months[-1])), "n": str(len(months))})
    if parts := parts_of_terms(months):
        yield Message("caveat.part_of_a_term", {"terms": listed_in_words(parts)})
    elif without := uncounted_in_whole(months):
        yield Message("caveat.whole_without", {"months": listed_in_words(without)})

"""How many were asked, as a source declares it: what is wrong with it, and what it says.

Of measures, `asked` is a number an occasion, or the stage at which everyone was asked. Of tallies
it is a number a month or term, perhaps for each unit, or "pupils": all pupils of every unit that
answered; `answered` then names the series that counts who did. What is not declared is not known,
and never assumed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tsi_eval.errors import Problem
from tsi_eval.language import Message
from tsi_eval.pilot.declared_labels import labels_in
from tsi_eval.pilot.declared_names import unknown
from tsi_eval.pilot.source import Source
from tsi_eval.study import Asking, Outcome, Unit
from tsi_eval.study.tables import COUNTS, PERSONS
from tsi_eval.written_periods import parse_period

FILE = "sources.toml"
PUPILS = "pupils"
TIMES = ("month", "term")


def asked_problems(sources: tuple[Source, ...], windows: Iterable[str], units: Iterable[Unit]) -> Iterator[Problem]:
    """Yield what is wrong with whom the sources say they asked.

    An occasion, a stage, a unit or a series that nobody declares (E159), a time that is no month or
    term (E155), a number for units where persons answered (E155), and a series that is not named
    (E154).
    """
    occasions, ids = tuple(windows), tuple(unit.id for unit in units)
    for source in sources:
        where = f"source.{source.id}"
        if source.table == COUNTS.name:
            yield from _of_tallies(source, where, ids)
        elif source.asked:
            yield from _of_persons(source, f"{where}.asked", occasions, labels_in(sources, "stage"))


def above_pupils(sources: Iterable[Source], units: tuple[Unit, ...]) -> Iterator[tuple[str, str, str, int, int]]:
    """Yield where a source says that it asked more in a unit than the unit has pupils.

    It is no fault: a pupil may have two guardians who were asked.

    Yields:
        The source, the time, the unit, how many were asked, and how many pupils there are.
    """
    pupils = {unit.id: unit.pupils for unit in units if unit.pupils is not None}
    if len(pupils) == len(units):
        pupils[""] = sum(pupils.values())
    for source in sources:
        if source.table != COUNTS.name or isinstance(source.asked, str):
            continue
        for time, asked in source.asked.items():
            for unit, n in asked.items() if isinstance(asked, Mapping) else [("", asked)]:
                if unit in pupils and n > pupils[unit]:
                    yield source.id, _time(time) or time, unit, n, pupils[unit]


def division_problems(units: Iterable[Unit], sources: tuple[Source, ...]) -> Iterator[Problem]:
    """Yield columns and labels (E159) by which pupils are divided and no person is."""
    columns = sorted({name for source in sources if source.table == PERSONS.name for name in source.given()})
    for unit in units:
        for column, labels in unit.pupils_by.items():
            key = f"unit.{unit.id}.pupils_by"
            yield from unknown("pilot.toml", key, "column", (column,), columns)
            if known := labels_in(sources, column):
                yield from unknown("pilot.toml", f"{key}.{column}", "value", labels, sorted(known))


def _of_persons(source: Source, key: str, windows: tuple[str, ...], stages: Iterable[str]) -> Iterator[Problem]:
    if isinstance(source.asked, str):
        yield from unknown(FILE, key, "stage", (source.asked,), sorted(stages))
        return
    yield from unknown(FILE, key, "window", source.asked, windows)
    for occasion, asked in source.asked.items():
        if isinstance(asked, Mapping):
            yield _misformed(f"{key}.{occasion}", Message("expected.int"))


def _of_tallies(source: Source, where: str, units: tuple[str, ...]) -> Iterator[Problem]:
    for one, other in (("asked", "answered"), ("answered", "asked")):
        if getattr(source, one) and not getattr(source, other):
            yield Problem(code="E154", params={"file": FILE, "key": f"{where}.{other}", "lines": ""})
    if source.answered and (series := labels_in((source,), "series")):
        yield from unknown(FILE, f"{where}.answered", "series", (source.answered,), sorted(series))
    if isinstance(source.asked, str):
        if source.asked not in {"", PUPILS}:
            yield _misformed(f"{where}.asked", Message("expected.one_of", {"values": PUPILS}))
        return
    for time, asked in source.asked.items():
        if _time(time) is None:
            yield _misformed(f"{where}.asked.{time}", Message("expected.month_or_term"))
        if isinstance(asked, Mapping):
            yield from unknown(FILE, f"{where}.asked.{time}", "unit", asked, units)


def _misformed(key: str, expected: Message) -> Problem:
    return Problem(code="E155", params={"file": FILE, "key": key, "expected": expected})


def _time(written: str) -> str | None:
    """Return a month or a term by the name that tables have, or None for anything else."""
    period = parse_period(written)
    return period.name if period is not None and period.kind in TIMES else None


def askings_of(
    sources: Iterable[Source], outcomes: Mapping[str, Outcome], units: Iterable[Unit], months: Mapping[str, set[str]]
) -> tuple[Asking, ...]:
    """Return whom the sources asked.

    Args:
        sources: Sources that have no problem of `asked_problems`.
        outcomes: All outcomes of the pilot, those of questionnaires too.
        units: Units with their pupils.
        months: Series → the months in which somebody answered, for `asked = "pupils"`.
    """
    found = [
        asking for source in sources if source.asked for asking in _askings(source, outcomes, tuple(units), months)
    ]
    return tuple(found)


def _askings(
    source: Source, outcomes: Mapping[str, Outcome], units: tuple[Unit, ...], months: Mapping[str, set[str]]
) -> Iterator[Asking]:
    answers = (source.answered,) if source.table == COUNTS.name else outcomes_of(source, outcomes)
    if source.asked == PUPILS and source.table == COUNTS.name:
        for month in sorted(months.get(source.answered, ())):
            for unit in units:
                if unit.pupils:
                    yield Asking(source=source.id, answers=answers, period=month, unit=unit.id, n=unit.pupils)
    elif isinstance(source.asked, str):
        yield Asking(source=source.id, answers=answers, stage=source.asked)
    else:
        for written, asked in source.asked.items():
            period = (_time(written) or written) if source.table == COUNTS.name else written
            for place, n in asked.items() if isinstance(asked, Mapping) else [("", asked)]:
                yield Asking(source=source.id, answers=answers, period=period, unit=place, n=n)


def outcomes_of(source: Source, outcomes: Mapping[str, Outcome]) -> tuple[str, ...]:
    """Return the outcomes that a source of measures gives."""
    named = [*source.outcomes, *source.days]
    if source.instrument is not None:
        named += [name for name in outcomes if name.startswith(f"{source.instrument.prefix}_")]
    return tuple(dict.fromkeys(named))

"""From a plan and a seed to a delivery: the files that would arrive, and the truth behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tsi_eval.simulate.drawn import Drawn, Numbers, Setting
from tsi_eval.simulate.plans import Plan, plan
from tsi_eval.simulate.units import by_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What a delivery planted and drew: known to tests, never written to a file.

    Attributes:
        seed: Of the delivery.
        terms: Delivered; () for a pilot whose files come all at once.
        planted: The pilot's plan; `planted["enquiries"]` is one subject's.
        tables: What chance made of it, as numbers by subject, name and cell, before any file hides,
            doubles or blanks one. Months are "2023-08", terms "HT2023".
        chosen: Persons whom chance chose for something, by subject and name.
    """

    seed: int
    terms: tuple[str, ...]
    planted: Plan
    tables: Mapping[str, Mapping[str, Numbers]]
    chosen: Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What arrives, and what only the simulator knows.

    Attributes:
        files: File name → content.
        truth: What was planted and drawn; it is in no file.
    """

    files: Mapping[str, bytes]
    truth: Truth


def simulate(pilot: str, seed: int = 1, *, terms: tuple[str, ...] | None = None, messy: bool = True) -> Delivery:
    """Simulate a pilot's files: same seed, same bytes.

    Everything is invented. A later term adds files and changes no earlier one.

    Args:
        pilot: Name of a synthetic pilot, such as "familjeteamet".
        seed: Any whole number from 0.
        terms: The first one or more of the pilot's terms; as many as are usual when None. A pilot
            whose files come all at once has none.
        messy: Whether the files look as municipalities write them; otherwise the same content under
            the same names, tidy.

    Returns:
        The files, and the truth behind them.

    Raises:
        UsageError: No synthetic pilot has that name (E138).
        ValueError: Other terms than the first of the pilot's.

    Example:
        >>> sorted(simulate("familjeteamet", terms=("HT2023",)).files)[0]
        'budget_HT2023.xlsx'
    """
    truth, drawn = _drawn(pilot, seed, terms)
    units = by_id(truth.planted.unit)
    files: dict[str, bytes] = {}
    for subject in drawn.values():
        for file in subject.files:
            files[file.form.name.format(delivery=file.delivery)] = file.content(units, messy=messy)
    return Delivery(files=files, truth=truth)


def truth_of(pilot: str, seed: int = 1, *, terms: tuple[str, ...] | None = None) -> Truth:
    """Return the truth of `simulate`, without writing any file, for many seeds at little cost."""
    return _drawn(pilot, seed, terms)[0]


def _drawn(pilot: str, seed: int, terms: tuple[str, ...] | None) -> tuple[Truth, Mapping[str, Drawn]]:
    planted = plan(pilot)
    delivered = _terms(planted, terms)
    drawn: dict[str, Drawn] = {}
    for subject in planted.subject:
        setting = Setting(seed=seed, terms=delivered, calendar=planted.calendar, units=planted.unit, earlier=drawn)
        drawn[subject.id] = subject.draw(setting)
    truth = Truth(
        seed=seed,
        terms=delivered,
        planted=planted,
        tables={name: found.tables for name, found in drawn.items()},
        chosen={name: found.chosen for name, found in drawn.items()},
    )
    return truth, drawn


def _terms(planted: Plan, terms: tuple[str, ...] | None) -> tuple[str, ...]:
    if planted.calendar is None:
        if terms is not None:
            raise ValueError("the pilot's files come all at once; it has no terms")
        return ()
    known = planted.calendar.terms
    if terms is None:
        return known[: planted.calendar.usual]
    if not terms or terms != known[: len(terms)]:
        raise ValueError(f"terms must be the first of {', '.join(known)}; got {terms!r}")
    return terms

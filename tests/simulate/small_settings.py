"""A small calendar, and the setting of a delivery, for tests of one generator."""

from __future__ import annotations

from datetime import date

from tsi_eval.simulate.drawn import Drawn, Setting
from tsi_eval.simulate.times import Calendar, SchoolWeeks
from tsi_eval.simulate.units import Unit

CALENDAR = Calendar(
    terms=("HT2023", "VT2024"),
    usual=1,
    start=date(2023, 8, 1),
    first_month=date(2022, 8, 1),
    history="VT2023",
    weeks={
        "HT": SchoolWeeks(first=34, last=37, without=(36,)),
        "VT": SchoolWeeks(first=2, last=3),
    },
)
UNITS = (
    Unit(id="a", label="Skola A", code="0101", pupils={"7": 100, "8": 50}),
    Unit(id="b", label="Skola B", code="0102", pilot=False, pupils={"7": 80, "8": 90}),
)


def setting(
    seed: int = 1,
    terms: tuple[str, ...] = ("HT2023",),
    *,
    calendar: Calendar | None = CALENDAR,
    earlier: dict[str, Drawn] | None = None,
) -> Setting:
    """Return a setting with the small calendar and two schools."""
    return Setting(seed=seed, terms=terms, calendar=calendar, units=UNITS, earlier=earlier or {})

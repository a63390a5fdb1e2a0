"""What the years of a pilot are worth: price index and surcharges, the package's and its own.

The package's series end. A pilot adds a later year to its `prices.toml`, with the source:

    [[index]]
    year = 2024
    value = 415.6
    source = "SCB, årsmedelvärde, läst 2026-11-30"
    base = 1980

    [[surcharge]]
    sector = "kommun"
    year = 2024
    percent = 44.9
    source = "SKR, PO-pålägg 2024"

(The numbers are made up.) Statistics Sweden publishes the index with several base years. A value of
another base is a third of the package's or three times as much, and every converted amount would be
wrong by as much. So the base is declared, and a year that doesn't follow on its neighbours is
refused: 123.7 after 403.70 is no year's fall in prices.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from tsi_eval.economics.index import PriceIndex, kpi
from tsi_eval.economics.prices import Price, is_assumption, prices_of
from tsi_eval.economics.prices_file import FILE, IndexEntry, PricesFile, SurchargeEntry, prices_file
from tsi_eval.economics.staff import Sector, Surcharge, surcharge
from tsi_eval.errors import DeclarationError, Problem

# Prices rose by 14 per cent in 1980, and fell by less than 1 in 2009 and 2015.
LARGEST_RISE, LARGEST_FALL = 1.20, 0.95
# A value with two decimals of another base is the package's to within a thousandth.
ROUNDING = 0.001
# The base that the package's series has, which is none of its years.
BASE = 1980


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """What moves amounts between years, and what is added to salaries.

    Attributes:
        index: The price index.
        surcharges: Sector and year → a surcharge of a pilot's own, which goes before the package's.
    """

    index: PriceIndex = field(default_factory=kpi)
    surcharges: Mapping[tuple[Sector, int], Surcharge] = field(default_factory=dict)

    def surcharge(self, sector: Sector, year: int) -> Surcharge:
        """Return the surcharge of a year.

        Raises:
            UsageError: There is no such sector (E138).
            NotEstimable: No rate is known for the year (E385).
        """
        return self.surcharges.get((sector, year)) or surcharge(sector, year)

    def sources(self) -> tuple[str, ...]:
        """Return where a pilot says that its own years come from."""
        return (*self.index.declared.values(), *(own.source for own in self.surcharges.values()))


def load_prices(folder: Path | None = None) -> Mapping[str, Price]:
    """Return all prices by id: the package's and a pilot's own.

    A price of the pilot's `prices.toml` replaces the package's price of the same id.

    Args:
        folder: The pilot's folder; its file may be missing.

    Raises:
        DeclarationError: Every problem of the pilot's file, as `load_prices_and_rates` says.
    """
    return load_prices_and_rates(folder)[0]


def load_prices_and_rates(folder: Path | None = None) -> tuple[Mapping[str, Price], Rates]:
    """Return all prices by id, and the rates of all years.

    Args:
        folder: The pilot's folder; its file may be missing.

    Raises:
        DeclarationError: Every problem of the pilot's file: those that `prices_file` and
            `prices_of` name, and those of its years (E313, E314, E386, E387).
    """
    own = PricesFile() if folder is None else prices_file(folder)
    problems = [*_of_index(own.index), *_of_surcharges(own.surcharge)]
    try:
        prices = prices_of(own.price)
    except DeclarationError as error:
        raise DeclarationError([*error.problems, *problems]) from None
    if problems:
        raise DeclarationError(problems)
    return prices, Rates(index=_index_with(own.index), surcharges=dict(_own_surcharges(own.surcharge)))


def _index_with(entries: Iterable[IndexEntry]) -> PriceIndex:
    """Return the package's index with a pilot's years."""
    index = kpi()
    means = {entry.year: _rebased(entry) for entry in entries if entry.year not in index.annual_mean}
    sources = {entry.year: entry.source for entry in entries if entry.year in means}
    return replace(index, annual_mean={**index.annual_mean, **means}, declared=sources)


def _rebased(entry: IndexEntry) -> float:
    """Return a value on the package's base; only called when its base is known."""
    return entry.value if entry.base == BASE else entry.value * kpi().annual_mean[entry.base] / 100


def _own_surcharges(entries: Iterable[SurchargeEntry]) -> Iterator[tuple[tuple[Sector, int], Surcharge]]:
    for entry in entries:
        verified = not is_assumption(entry.source)
        yield (
            (entry.sector, entry.year),
            Surcharge(percent=entry.percent, verified=verified, source=entry.source, own=True),
        )


def _of_index(entries: tuple[IndexEntry, ...]) -> Iterator[Problem]:
    """Yield what is wrong with a pilot's years of the index.

    A year stands twice (E314), has a base that can't be converted (E313), is the package's with
    another value (E387), or doesn't follow on the years beside it (E386).
    """
    yield from _twice("index", [str(entry.year) for entry in entries])
    known = kpi().annual_mean
    yield from (_problem("E313", entry) for entry in entries if entry.base not in {BASE, *known})
    usable = [entry for entry in entries if entry.base in {BASE, *known}]
    for entry in usable:
        if entry.year in known and abs(_rebased(entry) / known[entry.year] - 1) > ROUNDING:
            yield _problem("E387", entry, value=f"{known[entry.year]:.2f}")
    yield from (_problem("E386", entry) for entry in _out_of_line(usable))


def _out_of_line(entries: list[IndexEntry]) -> Iterator[IndexEntry]:
    """Yield the years whose value can't be a year's rise or fall from the one before it."""
    own = {entry.year: entry for entry in entries if entry.year not in kpi().annual_mean}
    means = {**kpi().annual_mean, **{year: _rebased(entry) for year, entry in own.items()}}
    for earlier, later in pairwise(sorted(means)):
        ratio, years = means[later] / means[earlier], later - earlier
        if not LARGEST_FALL**years <= ratio <= LARGEST_RISE**years:
            yield own.get(later) or own[earlier]


def _of_surcharges(entries: tuple[SurchargeEntry, ...]) -> Iterator[Problem]:
    """Yield each sector and year that stands twice (E314)."""
    yield from _twice("surcharge", [f"{entry.sector} {entry.year}" for entry in entries])


def _twice(kind: str, names: list[str]) -> Iterator[Problem]:
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield Problem(code="E314", params={"file": FILE, "key": kind, "name": name})


def _problem(code: str, entry: IndexEntry, **params: str) -> Problem:
    return Problem(code=code, params={"file": FILE, "year": str(entry.year), "base": str(entry.base), **params})

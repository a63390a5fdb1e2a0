"""What the pilot costs, as the administrations budgeted it; nothing here is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tsi_eval.simulate.files import NBSP, Cell, number, xlsx_file
from tsi_eval.simulate.times import year_of
from tsi_eval.simulate.truth import BudgetTruth

SHEET = "Kostnader"
HEADER = ("Post", "Slag", "Antal", "Enhet", "Pris (kr)", "Prisår", "Betalare", "Källa")
STAFF, OTHER = "personal", "övrigt"
_TITLES = ("Budget, Familjeteamet på skolan", "Syntetiska data")
_SOCIAL, _SCHOOL = "kommun/socialnämnden", "kommun/skolnämnden"
_ASSUMED = "ASSUMPTION"
_FULL_TIME = "månader heltid"
# The whole pilot is budgeted in the prices of its first year: the index that the package has ends
# there.
_YEAR, _WAGE, _COORDINATOR_WAGE = 2023, 36500, 41200


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    item: str
    kind: str
    amount: Decimal
    unit: str
    price: int
    price_year: int
    payer: str
    source: str


def budget(terms: tuple[str, ...], *, messy: bool) -> tuple[dict[str, bytes], BudgetTruth]:
    """Return the budget of each term, and its truth."""
    lines = {term: _lines(term) for term in terms}
    write = _messy if messy else _clean
    files = {f"budget_{term}.xlsx": write(rows) for term, rows in lines.items()}
    return files, BudgetTruth(
        total={term: _total(rows) for term, rows in lines.items()},
        total_staff={term: _total([row for row in rows if row.kind == STAFF]) for term, rows in lines.items()},
    )


def _lines(term: str) -> list[_Line]:
    source = f"budget {year_of(term)} (syntetisk)"
    return [
        _line("Socionom 1, deltid", STAFF, "3.25", _FULL_TIME, _WAGE, _YEAR, _SOCIAL, source),
        _line("Socionom 2, deltid", STAFF, "2.5", _FULL_TIME, _WAGE, _YEAR, _SOCIAL, source),
        _line("Samordnare", STAFF, "0.5", _FULL_TIME, _COORDINATOR_WAGE, _YEAR, _SCHOOL, _ASSUMED),
        _line("Material", OTHER, "1", "styck", 18500, _YEAR, _SCHOOL, source),
        _line("Telefoner", OTHER, "2", "styck", 3200, 2022, _SOCIAL, source),
        _line("Abonnemang och resor", OTHER, "1", "termin", 4800, _YEAR, _SOCIAL, source),
        _line("Utbildningsdag", OTHER, "1", "styck", 12000, _YEAR, _SCHOOL, _ASSUMED),
    ]


def _line(item: str, kind: str, amount: str, unit: str, price: int, price_year: int, payer: str, source: str) -> _Line:
    return _Line(
        item=item,
        kind=kind,
        amount=Decimal(amount),
        unit=unit,
        price=price,
        price_year=price_year,
        payer=payer,
        source=source,
    )


def _messy(lines: list[_Line]) -> bytes:
    rows = [_fields(line, number(line.amount), number(line.price, NBSP)) for line in lines]
    total = ["Summa", None, None, None, number(_total(lines).quantize(Decimal(1)), NBSP)]
    return xlsx_file([*([title] for title in _TITLES), HEADER, *rows, total], sheet=SHEET)


def _clean(lines: list[_Line]) -> bytes:
    return xlsx_file([HEADER, *(_fields(line, line.amount, line.price) for line in lines)], sheet=SHEET)


def _fields(line: _Line, amount: Cell, price: Cell) -> list[Cell]:
    return [line.item, line.kind, amount, line.unit, price, line.price_year, line.payer, line.source]


def _total(lines: list[_Line]) -> Decimal:
    return sum((line.amount * line.price for line in lines), Decimal(0))

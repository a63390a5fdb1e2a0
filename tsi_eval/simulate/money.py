"""What a pilot costs, as its budget says; nothing here is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tsi_eval.simulate.drawn import Drawn, Setting
from tsi_eval.simulate.times import year_of
from tsi_eval.simulate.writing.cells import Row, Year
from tsi_eval.simulate.writing.files import Form, Listing
from tsi_eval.strict import STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a budget.

    Attributes:
        item: What is paid for.
        sort: Such as wages or other.
        amount: How many units.
        unit: Of what, such as months of full time.
        price: Kronor a unit.
        price_year: The year that the price holds for.
        payer: Who pays.
        source: Where the price comes from, with {year} for the term's year.
    """

    __pydantic_config__ = STRICT

    item: str
    sort: str
    amount: Decimal
    unit: str
    price: int
    price_year: int
    payer: str
    source: str

    def row(self, term: str) -> Row:
        """Return the line as a row of a term's budget."""
        source = self.source.format(year=year_of(term))
        cells = (self.item, self.sort, self.amount, self.unit, self.price)
        return Row(cells=(*cells, Year(self.price_year), self.payer, source))


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What a pilot costs each term.

    Attributes:
        id: The subject.
        form: Columns: item, sort, amount, unit, price, price year, payer, source.
        lines: The lines, the same each term.
        kind: Says that this is a budget.
    """

    __pydantic_config__ = STRICT

    id: str
    form: Form
    lines: tuple[Line, ...]
    kind: Literal["budget"] = "budget"

    def draw(self, setting: Setting) -> Drawn:
        """Return the budget of each term, and its sums of amount times price, by term and sort."""
        total = sum((line.amount * line.price for line in self.lines), Decimal(0))
        last = (self.form.messy.total, None, None, None, total.quantize(Decimal(1)))
        files = [
            Listing(
                form=self.form,
                delivery=term,
                rows=[*(line.row(term) for line in self.lines), Row(cells=last, is_sum=True)],
            )
            for term in setting.terms
        ]
        sums: dict[tuple[str, ...], Decimal] = {}
        for term in setting.terms:
            for line in self.lines:
                sums[term, line.sort] = sums.get((term, line.sort), Decimal(0)) + line.amount * line.price
        return Drawn(files=files, tables={"sum": sums})

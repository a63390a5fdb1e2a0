"""Costs: what was paid for what, by whom, at the prices of which year."""

from __future__ import annotations

from tsi_eval.language import Text
from tsi_eval.study.tables.column import Column, ColumnKind
from tsi_eval.study.tables.table import Table

COSTS = Table(
    name="costs",
    columns=(
        Column(name="item", kind=ColumnKind.LABEL, own_words=True),
        Column(name="kind", kind=ColumnKind.LABEL, words=("staff", "other")),
        Column(name="quantity", kind=ColumnKind.AMOUNT),
        Column(name="measure", kind=ColumnKind.LABEL, words=("hour", "month", "piece")),
        Column(name="price", kind=ColumnKind.AMOUNT),
        # Amounts of different price years can't be added, so that a price without its year is none.
        Column(
            name="price_year",
            kind=ColumnKind.YEAR,
            code="E207",
            hint=Text(
                sv="Året som priset gäller, till exempel 2023.", en="The year that the price holds for, such as 2023."
            ),
        ),
        Column(name="payer", kind=ColumnKind.LABEL),
        Column(
            name="source",
            kind=ColumnKind.LABEL,
            code="E208",
            own_words=True,
            hint=Text(
                sv="Varifrån priset kommer, eller ASSUMPTION om ingen har mätt.",
                en="Where the price comes from, or ASSUMPTION if nobody measured it.",
            ),
        ),
    ),
    # A cost that says of what kind it is is one of the costs, also when it is called "Total
    # översyn".
    words_of_sums=("item",),
    blank_in_sums="kind",
    adds_up=(("quantity", "price"),),
)

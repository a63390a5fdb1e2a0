"""What stands around a table of costs and says that its prices are in no whole crowns.

A title "Belopp i tkr", a sheet called "Budget EUR" or a column "Valuta" says of every price what
the heading "Pris" does not. Nobody has declared it, and a price in thousands that is read as one in
crowns is a wrong number. So it is refused as the heading "Pris (tkr)" is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from tsi_eval.errors import Problem
from tsi_eval.ingest.convert import rows_of, where
from tsi_eval.ingest.currencies import OTHER, currency_named, currency_of_heading
from tsi_eval.ingest.multiples import is_multiple, title_in_multiples
from tsi_eval.ingest.numbers import in_currency
from tsi_eval.ingest.read import ROW
from tsi_eval.pilot.source import Source
from tsi_eval.study.tables import COSTS

PRICE = "price"
# Headings of a column that says each row's currency, in small letters.
_HEADINGS = frozenset({"valuta", "valutakod", "currency"})


def around_prices(file: str, frame: pd.DataFrame, texts: Iterable[str], source: Source) -> Iterator[Problem]:
    """Yield what says that prices are in thousands (E350) or in another currency (E319).

    Args:
        file: What the file is called.
        frame: Its rows as text.
        texts: Its titles and notes, the name of its sheet, and its own.
        source: What it was declared to be. `format.times` says that thousands are known.
    """
    theirs = source.columns.get(PRICE)
    if source.table != COSTS.name or theirs is None or theirs not in frame.columns:
        return
    every = pd.Series(data=True, index=frame.index)
    said = [*texts]
    currencies = {currency: every for text in said if (currency := currency_of_heading(text.replace("_", " ")))}
    multiples = every if any(map(title_in_multiples, said)) else ~every
    for column in map(str, frame.columns):
        if column != ROW and column not in source.their_columns():
            found = frame[column].map(lambda field, column=column: _currency(field, column))
            currencies |= {currency: found == currency for currency in sorted({*found} - {""})}
            multiples |= frame[column].map(is_multiple)
    for currency, rows in currencies.items():
        params = {**in_currency(currency), **where(frame, theirs, file, rows)}
        yield Problem(code="E319", params=params, rows=rows_of(frame, rows))
    if multiples.any() and theirs not in source.format.times:
        yield Problem(code="E350", params=where(frame, theirs, file, multiples), rows=rows_of(frame, multiples))


def _currency(field: str, heading: str) -> str:
    """Return the currency that a field names, and nothing else; "" for crowns and words."""
    found = currency_named(field)
    is_said = heading.strip().casefold() in _HEADINGS
    return found if found and (is_said or found != OTHER) else ""

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
    said, undeclared = [*texts], frame.drop(columns=[ROW, *source.their_columns()], errors="ignore")
    for currency, rows in _currencies(said, undeclared).items():
        params = {**in_currency(currency), **where(frame, theirs, file, rows)}
        yield Problem(code="E319", params=params, rows=rows_of(frame, rows))
    multiples = _multiples(said, undeclared)
    if multiples.any() and theirs not in source.format.times:
        yield Problem(code="E350", params=where(frame, theirs, file, multiples), rows=rows_of(frame, multiples))


def _currencies(texts: Iterable[str], columns: pd.DataFrame) -> dict[str, pd.Series[bool]]:
    """Return each currency that texts or columns name → the rows of which they say it."""
    named = filter(None, (currency_of_heading(text.replace("_", " ")) for text in texts))
    currencies = {currency: pd.Series(data=True, index=columns.index) for currency in named}
    for heading in map(str, columns.columns):
        found = columns[heading].map(lambda field, heading=heading: _currency(field, heading))
        currencies |= {currency: found == currency for currency in sorted({*found} - {""})}
    return currencies


def _multiples(texts: Iterable[str], columns: pd.DataFrame) -> pd.Series[bool]:
    """Return the rows of which texts or columns say that they are in thousands or millions."""
    multiples = pd.Series(any(map(title_in_multiples, texts)), index=columns.index)
    for heading in columns:
        multiples |= columns[heading].map(is_multiple)
    return multiples


def _currency(field: str, heading: str) -> str:
    """Return the currency that a field names, and nothing else; "" for crowns and words."""
    found = currency_named(field)
    is_said = heading.strip().casefold() in _HEADINGS
    return found if found and (is_said or found != OTHER) else ""

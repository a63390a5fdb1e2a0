"""Costs in words: sums by price year and payer, and items that stand there more than once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from tsi_eval.analysis.understood.words import Names, Params, listed, shown, whole
from tsi_eval.language import Message, Text
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.study.tables import COSTS


def costs_in_words(_: Pilot, tables: Mapping[str, pd.DataFrame], names: Names) -> Iterator[Message]:
    """Yield sums by price year and payer, as quantity times price, before any surcharge."""
    table = tables[COSTS.name].assign(amount=lambda rows: rows["quantity"] * rows["price"])
    for year, rows in table.groupby("price_year", sort=True):
        sums = rows.groupby("payer")["amount"].sum()
        payers = (_item(names.value("payer", str(payer)), amount) for payer, amount in sums.items())
        said: Params = {"year": f"{year:.0f}", "posts": len(rows), "sum": whole(float(rows["amount"].sum()))}
        yield Message("understood.costs", {**said, "payers": listed(payers)})
    repeated = table["item"].value_counts()
    for item, count in repeated[repeated > 1].sort_index().items():
        amounts = table.loc[table["item"] == item, "amount"]
        again: Params = {"item": shown(str(item)), "rows": int(count), "sum": whole(float(amounts.sum()))}
        yield Message("understood.item_again", again)


def _item(name: Text, amount: float) -> Message:
    return Message("understood.amount", {"name": name, "n": whole(float(amount))})

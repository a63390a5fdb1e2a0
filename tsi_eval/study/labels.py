"""Words for the ids of a study: outcomes and their units, schools, and prices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tsi_eval.economics.prices import Price
from tsi_eval.language import Text
from tsi_eval.study.outcome import Outcome
from tsi_eval.study.unit import Unit


def labels_of(
    outcomes: Mapping[str, Outcome], units: Iterable[Unit], prices: Mapping[str, Price]
) -> Mapping[str, Text]:
    """Return id → its words, as a report looks them up.

    Of an outcome "score" they are "score", "unit:score", and "reference:score" where its spread has
    a source; of a school "north", "unit=north"; of a price "hour", "price=hour", "unit:price=hour"
    and "source:price=hour".
    """
    return {
        **{name: outcome.label for name, outcome in outcomes.items()},
        **{f"unit:{name}": outcome.unit for name, outcome in outcomes.items()},
        **{f"reference:{name}": outcome.reference for name, outcome in outcomes.items() if outcome.reference.sv},
        **{f"unit={unit.id}": unit.label for unit in units},
        **_labels_of_prices(prices),
    }


def _labels_of_prices(prices: Mapping[str, Price]) -> Mapping[str, Text]:
    labels = {f"price={name}": price.label for name, price in prices.items()}
    units = {f"unit:price={name}": price.unit for name, price in prices.items()}
    origins = {f"source:price={name}": _origin(price) for name, price in prices.items()}
    return {**labels, **units, **origins}


def _origin(price: Price) -> Text:
    """Return where a price comes from, with its note.

    The word ASSUMPTION, with which a pilot marks a price without a source, is said in Swedish too.
    """
    sv, en = (f"{price.source}: {note}".strip(" :") for note in (price.note.sv, price.note.en))
    return Text(sv=sv.replace("ASSUMPTION", "ANTAGANDE"), en=en)

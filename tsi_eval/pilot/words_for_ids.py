"""A pilot's words for ids: of its outcomes, schools and prices, and its own, which win."""

from __future__ import annotations

from collections.abc import Mapping

from tsi_eval.economics.prices import Price
from tsi_eval.language import Text
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.study.labels import labels_of


def words_for_ids(pilot: Pilot) -> Mapping[str, Text]:
    """Return id → its words; of prices only those that a question needs."""
    return {**labels_of(pilot.outcomes, pilot.units, _prices_used(pilot)), **pilot.labels}


def _prices_used(pilot: Pilot) -> Mapping[str, Price]:
    """Return the prices that a question needs, in the pilot's order."""
    needed = {name for question in pilot.questions for name in question.design.needs.prices}
    return {name: price for name, price in pilot.prices.items() if name in needed}

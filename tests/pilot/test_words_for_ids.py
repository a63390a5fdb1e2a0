"""A pilot's own words win over those of its outcomes and schools."""

from __future__ import annotations

from pathlib import Path

from tsi_eval import load_pilot
from tsi_eval.pilot.words_for_ids import words_for_ids

ROOT = Path(__file__).resolve().parents[2]


def test_all_labels_that_the_pilot_gives_are_there_and_only_prices_that_are_used() -> None:
    pilot = load_pilot(ROOT / "data_raw" / "familjeteamet")
    words = words_for_ids(pilot)
    used = {name for question in pilot.questions for name in question.design.needs.prices}

    assert pilot.labels.items() <= words.items()
    assert {f"price={name}" for name in used} == {name for name in words if name.startswith("price=")}
    assert {f"unit={unit.id}" for unit in pilot.units} <= words.keys()

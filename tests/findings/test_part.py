"""A part is its name, as it stands in what was released, and has words."""

from __future__ import annotations

import pytest

from tsi_eval.findings import WAYS, Part
from tsi_eval.language import has_sentence


def test_every_way_to_move_is_a_part_and_none_is_left_out() -> None:
    assert set(WAYS) == {part for part in Part if part.startswith("moved_")}
    assert 3 == len(WAYS)


@pytest.mark.parametrize("part", Part)
def test_every_part_is_said(part: Part) -> None:
    assert has_sentence(f"group.{part}")


def test_part_is_its_name() -> None:
    assert "both" == f"{Part.BOTH}"
    assert Part("since_start") is Part.SINCE_START

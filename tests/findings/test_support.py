"""What a number rests on beside its persons is said, or is not there."""

from __future__ import annotations

import dataclasses

import pytest

from tsi_eval.findings import Support


def test_nothing_is_there_unless_it_is_said() -> None:
    assert (None, None, ()) == dataclasses.astuple(Support())


def test_it_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Support().leverage = 0.1  # type: ignore[misc]

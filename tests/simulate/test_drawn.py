"""The setting of a delivery gives streams by name, and a calendar to those who need one."""

from __future__ import annotations

import pytest
from small_settings import CALENDAR, setting

from tsi_eval.simulate.drawn import Drawn


def test_a_stream_depends_on_the_seed_and_all_names() -> None:
    def first(seed: int, *names: str) -> float:
        return float(setting(seed).stream(names[:1], *names[1:]).random())

    assert first(1, "contacts", "HT2023") == first(1, "contacts", "HT2023")
    others = {first(2, "contacts", "HT2023"), first(1, "contacts", "VT2024"), first(1, "reports", "HT2023")}
    assert 3 == len(others - {first(1, "contacts", "HT2023")})


def test_a_subject_in_terms_needs_a_calendar() -> None:
    assert CALENDAR == setting().dated
    with pytest.raises(ValueError, match=r"needs \[calendar\]"):
        _ = setting(calendar=None).dated


def test_a_subject_has_nothing_that_it_does_not_give() -> None:
    nothing = Drawn()

    assert ((), {}, {}, {}) == (nothing.files, nothing.tables, nothing.chosen, nothing.people)

"""What a design does not say of its answers is not known."""

from __future__ import annotations

from tsi_eval.findings import Declared, Grounds, UnitKind


def test_what_a_design_leaves_out_is_not_known() -> None:
    grounds = Grounds()

    assert (None, UnitKind.UNKNOWN, None) == (grounds.missing, grounds.units.kind, grounds.units.count)
    assert (False, Declared.UNKNOWN) == (grounds.reliable, grounds.declared)

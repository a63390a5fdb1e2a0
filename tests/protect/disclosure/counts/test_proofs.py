"""Proofs hold as long as what they rest on is known."""

from __future__ import annotations

import numpy as np

from tsi_eval.protect.disclosure.counts.proofs import Proofs

ONE = 0
LOW, HIGH = np.array([30.0, 14.0, 13.0]), np.array([30.0, 14.0, 13.0])
HIDDEN_LOW, HIDDEN_HIGH = np.array([30.0, 14.0, 0.0]), np.array([30.0, 14.0, np.inf])


def proofs() -> Proofs:
    found = Proofs()
    found.add(ONE, np.array([0, 2]), LOW, HIGH)
    return found


def test_proof_holds_until_what_it_rests_on_is_hidden() -> None:
    assert proofs().holds(ONE, LOW, HIGH)
    assert not proofs().holds(ONE, HIDDEN_LOW, HIDDEN_HIGH)


def test_it_names_what_it_rests_on_while_it_holds() -> None:
    assert proofs().rest_on(ONE, LOW, HIGH) == [0, 2]
    assert proofs().rest_on(ONE, HIDDEN_LOW, HIDDEN_HIGH) == []


def test_group_without_a_proof_has_none() -> None:
    assert list(proofs().groups()) == [ONE]
    assert not proofs().holds(1, LOW, HIGH)
    assert proofs().rest_on(1, LOW, HIGH) == []


def test_proof_keeps_the_limits_that_it_was_found_with() -> None:
    low = LOW.copy()
    found = Proofs()
    found.add(ONE, np.array([2]), low, HIGH)
    low[2] = 0

    assert not found.holds(ONE, low, HIGH)

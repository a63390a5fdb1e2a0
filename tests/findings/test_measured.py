"""Everybody's values are never printed."""

from __future__ import annotations

from tsi_eval.findings import Cover, Findings, Measured, Provenance

VALUES = {"p-anna": 37.8125, "p-bo": 2.0}
MEASURED = Measured(outcome="worry", occasion="T0", values=VALUES, minimum=0.0, maximum=40.0, step=0.0625)


def test_values_and_persons_are_not_printed() -> None:
    printed = f"{MEASURED} {MEASURED!r}"

    assert "outcome='worry'" in printed
    assert not [secret for secret in ("p-anna", "37.8", "values") if secret in printed]


def test_findings_do_not_print_that_they_hold_them(cover: Cover, provenance: Provenance) -> None:
    printed = repr(Findings(cover=cover, findings=(), provenance=provenance, measured=(MEASURED,)))

    assert not [secret for secret in ("worry", "p-anna", "37.8") if secret in printed]

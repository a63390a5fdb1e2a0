"""A finding gives its estimates before its series' points, and what was found prints no numbers."""

from __future__ import annotations

from collections.abc import Callable

from tsi_eval.findings import RECEIPT, Cover, Estimate, Finding, Findings, Provenance, Series
from tsi_eval.language import has_sentence

Make = Callable[..., Estimate]
MakeFinding = Callable[..., Finding]


def line(name: str, *points: Estimate) -> Series:
    return Series(name=name, axis="month", points=points)


def test_estimates_come_before_the_points_of_each_series(estimate: Make, finding: MakeFinding) -> None:
    whole = finding(
        estimates=(estimate(group="a"), estimate(group="b")),
        series=(line("one", estimate(group="c")), line("none"), line("two", estimate(group="d"), estimate(group="e"))),
    )

    assert ["a", "b", "c", "d", "e"] == [item.group for item in whole.every_estimate()]


def test_finding_without_numbers_gives_none(finding: MakeFinding) -> None:
    assert [] == list(finding().every_estimate())


def test_finding_prints_its_question_and_no_number(estimate: Make, finding: MakeFinding) -> None:
    number = estimate(estimate=7.4321)
    printed = repr(finding(estimates=(number,), series=(line("one", number),)))

    assert "Finding('q', made, " in printed
    assert "7.4321" not in printed


def test_findings_print_their_cover_and_no_number(
    estimate: Make, finding: MakeFinding, cover: Cover, provenance: Provenance
) -> None:
    every = (finding(estimates=(estimate(estimate=7.4321),)),)
    printed = repr(Findings(cover=cover, findings=every, provenance=provenance))

    assert "Testkommun" in printed
    assert not [secret for secret in ("7.4321", "f0") if secret in printed]


def test_receipt_is_called_as_in_released_files_and_has_a_chapter() -> None:
    assert "receipt" == RECEIPT
    assert has_sentence(f"chapter.{RECEIPT}")

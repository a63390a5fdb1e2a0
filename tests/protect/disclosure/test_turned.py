"""What gives another answer is judged exactly, and said only where it tells nothing more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import made

from tsi_eval.findings import Estimate, Kind, Quantity, Role, Turn, Turned
from tsi_eval.findings.released import Released, ReleasedEstimate, from_json, to_json
from tsi_eval.protect.disclosure.turned import with_turned

OTHERWISE = (Turned(quantity="rate_ratio", method="other", how=Turn.WAY),)


def ratio(value: float, low: float, high: float, **about: Any) -> Estimate:
    usual = {"outcome": "reports", "unit": "ratio", "ci_low": low, "ci_high": high, "level": 0.95, "group": ""}
    cell = made.group("reports", 361, Kind.EVENT)
    return made.estimate(Quantity.RATE_RATIO, value, cell, **(usual | about))


def pair(value: float, other: float) -> tuple[Estimate, Estimate]:
    answer = ratio(value, 0.44, 1.51, role=Role.HEADLINE, method="first")
    return answer, ratio(other, 0.62, 1.68, role=Role.SENSITIVITY, method="other")


def answer_of(report: Released) -> ReleasedEstimate:
    (item,) = (item for item in made.items(report) if item.role is Role.HEADLINE)
    return item


def test_an_answer_says_what_points_the_other_way_and_its_file_keeps_it() -> None:
    report = made.released(*pair(0.82, 1.02))

    assert OTHERWISE == answer_of(report).turned
    assert "other way" == answer_of(report).row()["turned"]
    assert OTHERWISE == answer_of(from_json(to_json(report))).turned
    assert () == answer_of(made.released(*pair(0.82, 0.97))).turned


def test_a_way_that_rounding_hides_is_not_said() -> None:
    # 1.003 is shown as 1.00: that it lies above would be something more.
    assert () == answer_of(made.released(*pair(0.82, 1.003))).turned


def test_a_hidden_number_or_one_of_an_earlier_report_turns_no_answer() -> None:
    estimates = pair(0.82, 1.02)
    report, exact = made.released(*estimates), made.findings(made.finding("q", estimates)).findings

    for change in ({"status": "suppressed"}, {"as_of": made.DAY}):
        finding = report.findings[0]
        others = tuple(
            replace(item, **change) if item.role is Role.SENSITIVITY else replace(item, turned=())
            for item in finding.estimates
        )
        changed = replace(report, findings=(replace(finding, estimates=others), *report.findings[1:]))
        assert () == answer_of(with_turned(changed, exact)).turned


def test_an_answer_that_stands_as_it_was_keeps_what_turned_it() -> None:
    estimates = pair(0.82, 0.97)
    report, exact = made.released(*estimates), made.findings(made.finding("q", estimates)).findings
    finding = report.findings[0]
    old = tuple(replace(item, as_of=made.DAY, turned=OTHERWISE) for item in finding.estimates)
    kept = replace(report, findings=(replace(finding, estimates=old), *report.findings[1:]))

    assert OTHERWISE == answer_of(with_turned(kept, exact)).turned

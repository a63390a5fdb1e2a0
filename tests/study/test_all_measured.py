"""Disclosure control gets everybody's values of every outcome, and nothing of them leaves."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest

from tsi_eval import analyse, load_pilot, open_study, release
from tsi_eval.findings.released import to_json
from tsi_eval.pilot.pilot_study import PilotStudy
from tsi_eval.study.all_measured import measured_in
from tsi_eval.study.tables import MEASURES


@pytest.fixture(scope="module")
def study(tiny_pilot: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory) -> PilotStudy:
    folder = tmp_path_factory.mktemp("measured") / "tiny"
    folder.mkdir()
    for name, content in tiny_pilot.items():
        (folder / name).write_text(content, encoding="utf-8")
    return open_study(load_pilot(folder))


def test_each_outcome_has_its_values_at_each_occasion_at_which_somebody_was_measured(study: PilotStudy) -> None:
    rows = study.table(MEASURES.name)
    found = {(item.outcome, item.occasion): item for item in measured_in(study)}

    assert found.keys() == set(zip(rows["outcome"], rows["occasion"], strict=True))
    for (outcome, occasion), item in found.items():
        mine = rows[(rows["outcome"] == outcome) & (rows["occasion"] == occasion)].dropna(subset="value")
        assert dict(zip(mine["person"], mine["value"], strict=True)) == item.values
        assert not any(math.isnan(value) for value in item.values.values())
        scale = study.outcomes[outcome]
        assert (scale.minimum, scale.maximum, scale.step) == (item.minimum, item.maximum, item.step)


def test_findings_hold_the_values_and_what_is_released_holds_no_person(study: PilotStudy) -> None:
    findings = analyse(study)
    persons = {person for item in findings.measured for person in item.values}

    text = to_json(release(findings))

    assert persons
    assert not [person for person in persons if person in text]
    assert "measured" not in {line.strip().partition('"')[2].partition('"')[0] for line in text.splitlines()}


def test_nothing_of_them_is_printed(study: PilotStudy) -> None:
    findings = analyse(study)
    printed = repr(findings) + repr(findings.measured)

    assert not [person for item in findings.measured for person in item.values if person in printed]

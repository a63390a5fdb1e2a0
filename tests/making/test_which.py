"""A pilot's name means its approved report if there is one, otherwise its draft."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tsi_eval.errors import UsageError
from tsi_eval.language import LANGUAGES, say
from tsi_eval.making.which import kind_of, pilot_of, report_folder, status_in
from tsi_eval.project import Project


def put(folder: Path, pilot: str = "star") -> Path:
    folder.mkdir(parents=True)
    (folder / "released.json").touch()
    about = {"pilot": pilot, "language": "sv", "outputs_sha256": {}}
    (folder / "provenance.json").write_text(json.dumps(about), encoding="utf-8")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(root=tmp_path)


@pytest.mark.parametrize("lie_there", [(True,), (False,), (True, False)])
def test_a_name_means_the_approved_report_and_the_draft_where_none_is_approved(
    project: Project, lie_there: tuple[bool, ...]
) -> None:
    for draft in lie_there:
        put(project.report("star", "sv", draft=draft))

    assert project.report("star", "sv", draft=min(lie_there)) == report_folder(project, "star", "sv")


def test_another_language_s_approved_report_is_not_meant(project: Project) -> None:
    put(project.report("star", "en", draft=False))
    draft = put(project.report("star", "sv", draft=True))

    assert draft == report_folder(project, "star", "sv")


def test_an_approved_report_that_lacks_a_file_does_not_give_way_to_a_draft(project: Project) -> None:
    put(project.report("star", "sv", draft=True))
    approved = put(project.report("star", "sv", draft=False))
    (approved / "released.json").unlink()

    assert approved == report_folder(project, "star", "sv")


def test_a_folder_is_taken_as_it_is_typed_and_knows_its_pilot(project: Project) -> None:
    put(project.report("star", "sv", draft=False))
    for folder in (put(project.report("star", "sv", draft=True)), put(project.root / "elsewhere")):
        assert folder == report_folder(project, str(folder), "en")
        assert "star" == pilot_of(project, str(folder))


def test_a_name_is_its_own_pilot_whether_or_not_it_has_a_report(project: Project) -> None:
    assert "star" == pilot_of(project, "star")


@pytest.mark.parametrize("text", ["", "[]", '{"pilot": "star"}', '{"pilot": "star", "language": "sv"}'])
def test_a_folder_that_does_not_say_whose_it_is_is_refused(project: Project, text: str) -> None:
    folder = put(project.report("star", "sv", draft=True))
    (folder / "provenance.json").write_text(text)

    with pytest.raises(UsageError) as error:
        pilot_of(project, str(folder))

    assert {"name": "reports/star/draft/sv", "file": "provenance.json"} == error.value.problems[0].params


@pytest.mark.parametrize(("name", "code"), [("star", "E196"), ("../star", "E161")])
def test_where_there_is_none_the_pilots_folder_is_named(project: Project, name: str, code: str) -> None:
    with pytest.raises(UsageError) as error:
        report_folder(project, name, "sv")

    assert code == error.value.problems[0].code
    assert error.value.problems[0].params.get("file", "reports/star") == "reports/star"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_has_its_words(language: str) -> None:
    assert 2 == len({say(kind_of(status), language) for status in ("draft", "approved")})


def test_a_report_that_does_not_say_that_it_is_approved_is_a_draft() -> None:
    assert ["approved", "draft", "draft", "draft"] == [
        status_in(released)
        for released in ({"cover": {"status": "approved"}}, {"cover": {"status": "draft"}}, {"cover": {}}, {})
    ]

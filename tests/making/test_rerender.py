"""A report's formats made again: its other files stay, and nothing is executed."""

from __future__ import annotations

import json

import pytest
from command_line import run
from small_projects import contents
from work_for_tests import quiet

from tsi_eval.errors import ReportError, UsageError
from tsi_eval.making.publish import alone
from tsi_eval.making.rerender import Rendered, rerender
from tsi_eval.project import Project


def test_a_format_is_made_again_without_executing(project: Project) -> None:
    folder = project.report("a", "en", draft=True)
    before = contents(folder)
    project.notebook.write_text("no notebook")

    assert run(project, "render", "a", "--language", "en", "--formats", "html", "pdf") == 0

    after = contents(folder)
    assert before.items() - after.items() == {("provenance.json", before["provenance.json"])}
    assert after.keys() - before.keys() == {"follow_up_report.pdf"}
    made = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
    assert made["formats"] == ["docx", "html", "pdf"]
    assert made["outputs_sha256"] == {name: digest for name, digest in after.items() if name != "provenance.json"}


def test_it_is_said_which_package_made_the_format_and_all_else_of_its_origin_stays(project: Project) -> None:
    folder = project.report("a", "en", draft=True)
    before = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))

    assert Rendered(pilot="a", folder=folder, status="draft") == rerender(project, "a", "en", ("docx",), quiet)

    after = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
    assert {**before, "formats_package_sha256": before["package_sha256"]} == after


@pytest.mark.parametrize("file", ["provenance.json", "released.json", "follow_up_report.ipynb"])
def test_a_report_that_lacks_a_file_can_not_be_rendered_and_stays(project: Project, file: str) -> None:
    folder = project.report("a", "en", draft=True)
    (folder / file).unlink()
    before = contents(folder)

    with pytest.raises(UsageError) as error:
        rerender(project, "a", "en", ("html",), quiet)

    assert "E196" == error.value.problems[0].code
    assert before == contents(folder)


def test_a_report_that_was_never_made_leaves_no_folder(project: Project) -> None:
    with pytest.raises(UsageError) as error:
        rerender(project, "b", "en", ("html",), quiet)

    assert "E196" == error.value.problems[0].code
    assert not (project.reports / "b").exists()


def test_a_report_that_is_being_made_is_not_rendered(project: Project) -> None:
    with alone(project.reports_of("a"), "a"), pytest.raises(ReportError) as error:
        rerender(project, "a", "en", ("html",), quiet)

    assert "E179" == error.value.problems[0].code


@pytest.mark.parametrize("file", ["follow_up_report.ipynb", "released.json", "estimates.csv", "more.csv"])
def test_a_report_that_somebody_changed_is_not_rendered(project: Project, file: str) -> None:
    folder = project.report("a", "en", draft=True)
    with (folder / file).open("a", encoding="utf-8") as stream:
        stream.write(" ")
    before = contents(folder)

    with pytest.raises(ReportError) as error:
        rerender(project, "a", "en", ("html",), quiet)

    assert [("E412", f"reports/a/draft/en/{file}")] == [(p.code, p.params["file"]) for p in error.value.problems]
    assert before == contents(folder)

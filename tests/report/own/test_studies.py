"""What is wrong with an own notebook is said before anything runs, with what to do."""

from __future__ import annotations

from typing import Any

import pytest
from notebooks_by_hand import OPEN, code, own, parameters, text, usual

from tsi_eval.errors import ReportError
from tsi_eval.report.own.studies import OwnNotebook, problems_of, texts_in

HEADING = text("# A")
R = {"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}}


def why(notebook: OwnNotebook) -> list[Any]:
    return [
        (problem.code, getattr(problem.params.get("why"), "key", "").rpartition(".")[2])
        for problem in problems_of([notebook])
    ]


def test_a_usual_notebook_has_nothing_wrong() -> None:
    assert [] == why(usual())
    assert [] == why(usual(about={"kernelspec": {"name": "conda-env-x-py", "display_name": "x", "language": "python"}}))
    assert [] == why(own(text("# Rubrik", "sv"), text("# Heading", "en"), parameters()))


@pytest.mark.parametrize(
    ("notebook", "code_of_it", "reason"),
    [
        (OwnNotebook(name="a.ipynb", text="a,b\n1,2\n"), "E451", ""),
        (OwnNotebook(name="a.ipynb", text="{}"), "E451", ""),
        (OwnNotebook(name="a.ipynb", text="[]"), "E451", ""),
        (usual(about=R), "E452", ""),
        (usual(about={"language_info": {"name": "julia"}}), "E452", ""),
        (own(), "E454", "empty"),
        (own(text(" "), code("")), "E454", "empty"),
        (own(HEADING, code(OPEN)), "E454", "parameters"),
        (own(HEADING, parameters('released = ""')), "E454", "parameters"),
        (own(HEADING, parameters('language = "de"')), "E454", "parameters"),
        (own(HEADING, parameters("language = f()")), "E454", "parameters"),
        (own(parameters()), "E454", "heading"),
        (own(text("Words."), HEADING, parameters()), "E454", "heading"),
        (own(text("# Rubrik", "sv"), parameters()), "E454", "heading"),
        (usual(about={"part": "nowhere"}), "E459", ""),
    ],
)
def test_a_fault_is_said(notebook: OwnNotebook, code_of_it: str, reason: str) -> None:
    assert [(code_of_it, reason)] == why(notebook)
    (problem,) = problems_of([notebook])
    for language in ("sv", "en"):
        assert notebook.name in problem.text(language)
        assert "None" not in problem.text(language)


def test_two_of_one_name_are_refused() -> None:
    (problem,) = problems_of([usual(name="A.ipynb"), usual(name="b.ipynb"), usual(name="a.ipynb")])

    assert ("E453", "a.ipynb") == (problem.code, problem.params["notebook"])


def test_its_part_stands_in_its_parameters_or_its_metadata() -> None:
    assert "costs" == own(HEADING, parameters('language = "en"\npart = "costs"')).part
    assert "reached" == usual(about={"part": "reached"}).part
    assert "" == usual().part


def test_it_is_given_the_parameters_that_it_asks_for() -> None:
    assert {"released": "r", "language": "sv"} == usual().given("sv", "r")
    assert {"language": "sv"} == own(HEADING, parameters('language = "en"\nmost = 3')).given("sv", "r")


def test_tagged_texts_are_for_one_language() -> None:
    both = own(text("# A"), text("sv", "sv"), text("en", "en"), text(" "), code("x"), parameters())

    assert ["# A", "sv"] == texts_in(both.read(), "sv")
    assert ["# A", "en"] == texts_in(both.read(), "en")
    assert both.is_in_another_language("sv")
    assert not both.is_in_another_language("en")
    assert not own(text("# A", "en"), text("# B", "sv"), parameters()).is_in_another_language("sv")


def test_what_is_no_notebook_can_t_be_read() -> None:
    with pytest.raises(ReportError):
        OwnNotebook(name="a", text="").read()

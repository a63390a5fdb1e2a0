"""The commands about reports: what is refused, and what is said of a batch and a comparison."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import run
from small_projects import Files, make

from tsi_eval.cli import main
from tsi_eval.cli.reports import _follow, _say_comparison
from tsi_eval.errors import DataError, DeclarationError, Problem, ReportError
from tsi_eval.language import Message, say
from tsi_eval.making.batch import Outcome
from tsi_eval.making.verify import Comparison

Write = Callable[..., Path]


def test_one_failing_pilot_does_not_stop_the_others(
    files: dict[str, str], write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(files | {"forms.csv": ""}, name="broken")
    monkeypatch.chdir(write(files, name="whole"))

    assert main(["check", "--all", "--language", "en"]) == 4

    printed = capsys.readouterr().err
    assert (
        "broken: could not be made. Next step: mend the problems above, and run tsi-eval check broken again." in printed
    )
    assert "whole: no problems. 3 sources, 3 questions." in printed


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["report", "a", "--formats", "odt"], "E194"),
        (["report", "a", "--language", "fi"], "E191"),
        (["report", "../a"], "E161"),
        (["render", "a"], "E196"),
        (["verify", "a"], "E196"),
        (["report", "a", "--cluster", "nowhere"], "E198"),
    ],
)
def test_a_wrong_call_is_refused_and_nothing_is_written(
    tmp_path: Path, files: Files, capsys: pytest.CaptureFixture[str], words: list[str], code: str
) -> None:
    project = make(tmp_path / "p", files, "a")

    assert run(project, *words) == 2
    assert capsys.readouterr().err.startswith(f"{code} ")
    assert not list(project.reports.rglob("*"))


class TestABatch:
    """What is said of reports as they end, and which exit code is left."""

    def test_the_code_is_that_of_the_first_one_named_that_failed(self, capsys: pytest.CaptureFixture[str]) -> None:
        outcomes = [
            Outcome("c", error=DeclarationError(Problem(code="E150")), running=("a", "b")),
            Outcome("a", "made", running=("b",)),
            Outcome("b", error=DataError(Problem(code="E121"))),
        ]

        assert 4 == _follow(iter(outcomes), ("a", "b", "c"), "en")

        printed = capsys.readouterr().err
        assert "1 of 3 ended, 1 failed. Running: a, b" in printed
        assert "2 of 3 ended, 1 failed. Running: b" in printed
        assert "Made: 1. Unchanged: 0. Failed: 2 (c, b)." in printed

    def test_it_is_nought_when_all_are_made_or_unchanged(self, capsys: pytest.CaptureFixture[str]) -> None:
        outcomes = [Outcome("a", "made", running=("b",)), Outcome("b", "unchanged")]

        assert 0 == _follow(iter(outcomes), ("a", "b"), "en")
        assert "Made: 1. Unchanged: 1. Failed: 0." in capsys.readouterr().err

    def test_of_a_single_report_nothing_is_summed_up(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert 0 == _follow(iter([Outcome("a", "made")]), ("a",), "en")
        assert "" == capsys.readouterr().err


def comparison(**changes: tuple[str, ...]) -> Comparison:
    made = {"differing": (), "equal": ("a.csv", "b.csv"), "unequal": (), "touched": (), **changes}
    return Comparison(pilot="star", path="reports/star/draft/sv", status="draft", numbers=12, **made)


def said_of(compared: Comparison) -> str:
    messages: list[Message] = []
    _say_comparison(compared, messages.append)
    return "\n".join(say(message, "en") for message in messages)


def test_equal_files_are_counted() -> None:
    said = said_of(comparison())

    assert "The same to the byte: 2 of 2 files." in said
    assert said.startswith("star: reports/star/draft/sv (draft, not approved): 12 numbers compared")


def test_files_with_other_bytes_are_named_and_are_no_error() -> None:
    text = said_of(comparison(equal=("a.csv",), unequal=("b.csv",), touched=("b.csv",)))

    assert "other bytes in: b.csv" in text
    assert "changed after the report was written: b.csv" in text
    assert "The same to the byte: 1 of 2 files." in text


@pytest.mark.parametrize(("count", "names"), [(1, "q0"), (5, "q0; q1; q2; q3; q4"), (6, "q0; q1; q2; q3; q4; …")])
def test_numbers_that_differ_are_an_error_that_names_the_first_five(count: int, names: str) -> None:
    with pytest.raises(ReportError) as error:
        said_of(comparison(differing=tuple(f"q{i}" for i in range(count))))

    problem = error.value.problems[0]
    assert ("E195", count, names) == (problem.code, problem.params["count"], problem.params["names"])
    assert "reports/star/draft/sv" == problem.params["path"]

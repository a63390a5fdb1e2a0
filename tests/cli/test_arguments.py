"""What the words of a command mean: pilots, languages, formats; and work for each pilot."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import pytest

from tsi_eval.cli import main
from tsi_eval.cli.arguments import each, formats_of, language_of, pilots_of, within, words_of
from tsi_eval.errors import DataError, Problem, UsageError
from tsi_eval.making.worker import Unexpected
from tsi_eval.project import Project

Write = Callable[..., Path]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([], ()),
        (["a"], ("a",)),
        (["a,b", "c"], ("a", "b", "c")),
        (["a,", "b"], ("a", "b")),
        (["a , b"], ("a", "b")),
        ([",", ""], ()),
    ],
)
def test_names_may_have_commas_or_blanks_between_them(values: list[str], words: tuple[str, ...]) -> None:
    assert words == words_of(values)


class TestPilots:
    """Which pilots a command is about."""

    @pytest.fixture(autouse=True)
    def _project(self, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("b", "a"):
            folder = write({"pilot.toml": ""}, name=name)
        monkeypatch.chdir(folder)

    def test_those_named_are_given_once_and_in_their_order(self) -> None:
        assert ("b", "a") == pilots_of(Namespace(all=False, pilots=["b", "a", "b"]))

    def test_a_folder_that_a_shell_completed_names_its_pilot(self) -> None:
        assert ("a", "b") == pilots_of(Namespace(all=False, pilots=["data_raw/a", "data_raw/b/"]))

    def test_another_folder_stays_as_it_is_named(self) -> None:
        assert ("reports/a/sv",) == pilots_of(Namespace(all=False, pilots=["reports/a/sv"]))

    def test_all_are_those_of_the_project_whatever_is_named(self) -> None:
        assert ("a", "b") == pilots_of(Namespace(all=True, pilots=["x"]))

    def test_none_is_refused_and_the_known_ones_are_said(self) -> None:
        with pytest.raises(UsageError) as error:
            pilots_of(Namespace(all=False, pilots=[]))

        assert ("E193", {"known": "a, b"}) == (error.value.problems[0].code, error.value.problems[0].params)


def test_no_pilot_named_is_refused(
    files: dict[str, str], write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(write(files))

    assert main(["report"]) == 2
    assert capsys.readouterr().err.startswith("E193 ")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_language_is_one_of_two(language: str) -> None:
    assert language == language_of(Namespace(language=language))


@pytest.mark.parametrize("language", ["fi", "", "SV"])
def test_another_language_is_refused(language: str) -> None:
    with pytest.raises(UsageError) as error:
        language_of(Namespace(language=language))

    assert "E191" == error.value.problems[0].code


def test_formats_are_given_once_and_in_their_order() -> None:
    assert ("pdf", "html") == formats_of(Namespace(formats=["pdf,html", "pdf"]))
    assert ("brief",) == formats_of(Namespace(formats=["brief"]))


@pytest.mark.parametrize("formats", [["odt"], ["html,odt"], ["HTML"]])
def test_an_unknown_format_is_refused(formats: list[str]) -> None:
    with pytest.raises(UsageError) as error:
        formats_of(Namespace(formats=formats))

    assert "E194" == error.value.problems[0].code
    assert "html, pdf, docx, brief" == error.value.problems[0].params["known"]


def test_a_place_is_said_as_seen_from_the_project(tmp_path: Path) -> None:
    assert "reports/a/sv" == within(Project(root=tmp_path), tmp_path / "reports" / "a" / "sv")


class TestEach:
    """Work for each of several pilots."""

    @pytest.fixture(autouse=True)
    def _project(self, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(write({"pilot.toml": ""}, name="a"))

    def test_work_is_done_for_every_pilot_in_the_language_asked_for(self) -> None:
        calls: list[tuple[str, str]] = []
        arguments = Namespace(all=False, pilots=["a", "b"], language="en")

        assert 0 == each(arguments, lambda pilot, language: calls.append((pilot, language)))
        assert [("a", "en"), ("b", "en")] == calls

    def test_one_that_fails_stops_no_other_and_the_first_ones_code_is_kept(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        calls: list[str] = []

        def work(pilot: str, _: str) -> None:
            calls.append(pilot)
            if pilot == "a":
                raise DataError(Problem(code="E121"))
            if pilot == "b":
                raise Unexpected("KeyError", "x.py:1")

        assert 4 == each(Namespace(all=False, pilots=["a", "b", "c"], language="en"), work)

        printed = capsys.readouterr().err
        assert ["a", "b", "c"] == calls
        assert printed.startswith("E121 ")
        assert "a: could not be made." in printed
        assert "E999 An unexpected error of type KeyError in x.py:1." in printed
        assert "c: could" not in printed

    def test_a_fault_in_the_command_itself_is_not_taken_for_one_pilots(self) -> None:
        def work(*_: str) -> None:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            each(Namespace(all=False, pilots=["a", "b"], language="en"), work)

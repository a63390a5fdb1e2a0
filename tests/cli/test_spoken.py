"""A parser that speaks the user's language, also where argparse has words of its own."""

from __future__ import annotations

import re

import pytest

from tsi_eval.cli.parser import COMMANDS, parser
from tsi_eval.cli.spoken import language_in
from tsi_eval.language import LANGUAGES

# argparse's own English, in the versions 3.11 to 3.14 of Python.
ARGPARSE = re.compile(
    r"\b(?:usage|positional|arguments?|options?|optional|show this|exit|required|invalid|choice|expected|unrecognized)\b"
)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("", "sv"),
        ("--help", "sv"),
        ("--language en --help", "en"),
        ("--help --language en", "en"),
        ("check star --language=en", "en"),
        ("check star --lang en", "en"),
        ("check star --language", "sv"),
        ("check star --language fi", "sv"),
        ("check --language en star --language sv", "sv"),
    ],
)
def test_the_language_is_what_the_words_ask_for_wherever_it_stands(words: str, language: str) -> None:
    assert language == language_in(words.split())


@pytest.mark.parametrize("words", [[], *([command.name] for command in COMMANDS)], ids=str)
def test_the_swedish_help_has_none_of_argparses_english(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as error:
        parser().parse_args([*words, "--help"])

    printed = capsys.readouterr().out
    assert not error.value.code
    assert printed.startswith("användning: tsi-eval")
    assert "\ntillval:\n" in printed
    assert ("\nkommandon:\n" in printed) == (words == [])
    assert not ARGPARSE.search(re.sub(r"In English: .*", "", printed))


def test_the_english_help_is_english(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser(language="en").parse_args(["new", "--help"])

    printed = capsys.readouterr().out
    assert printed.startswith("usage: tsi-eval new [-h] [--language LANGUAGE]")
    assert not re.search("[åäö]", printed)


MISTYPED = [
    ("", "E381", "Det saknas något i kommandot: KOMMANDO."),
    ("reprot", "E380", "Det finns inget kommando som heter ”reprot”. Menade du ”report”?"),
    ("xyz", "E380", "Det finns inget kommando som heter ”xyz”."),
    ("new", "E381", "Det saknas något i kommandot: PILOT."),
    ("schema", "E381", "Det saknas något i kommandot: MAPP."),
    ("report --formats", "E381", "Det saknas något i kommandot: det som ska stå efter --formats."),
    ("report a --workers", "E381", "Det saknas något i kommandot: det som ska stå efter --workers."),
    ("report a --formt pdf", "E382", "En del av kommandot går inte att förstå: --formt pdf. Menade du ”--formats”?"),
    ("list x y", "E382", "En del av kommandot går inte att förstå: x y."),
    ("report --f", "E382", "En del av kommandot går inte att förstå: --f. Menade du ”--formats, --force”?"),
    (
        "report --all=x",
        "E382",
        "En del av kommandot går inte att förstå: argument --all: ignored explicit argument 'x'.",
    ),
    ("report a --workers 0", "E383", "Det som står vid --workers måste vara ett heltal från 1."),
    ("simulate e_connect a --seed -", "E383", "Det som står vid --seed måste vara ett heltal från 0."),
    (
        "simulate skolfm a",
        "E383",
        (
            "Det som står vid FÖREBILD måste vara ett av e_connect, familjeteamet, konsultationsteam, skolfam. "
            "Menade du ”skolfam”?"
        ),
    ),
]


@pytest.mark.parametrize(("words", "code", "problem"), MISTYPED, ids=[words for words, *_ in MISTYPED])
def test_a_mistyped_command_is_three_lines_in_swedish_and_an_exit_code(
    words: str, code: str, problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as error:
        parser("python run.py").parse_args(words.split())

    lines = capsys.readouterr().err.splitlines()
    assert 2 == error.value.code
    assert f"{code} {problem}" == lines[0]
    assert ["  var", "  gör"] == [line.partition(":")[0] for line in lines[1:]]
    assert "python run.py" in lines[2] or code == "E380"
    assert "tsi-eval" not in "".join(lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mistyped_command_is_said_in_the_language(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser(language=language).parse_args(["chekc", "a"])

    said = capsys.readouterr().err
    assert ("”check”?" in said, "'check'?" in said) == (language == "sv", language == "en")


@pytest.mark.parametrize(
    "message",
    [
        "argument KOMMANDO: invalid choice: 'reprot' (choose from 'report', 'render')",
        "argument KOMMANDO: invalid choice: 'reprot' (choose from report, render)",
    ],
)
def test_what_argparse_says_is_read_in_every_version_of_it(message: str) -> None:
    problem = parser().problem(message)

    assert ("E380", "reprot", "report, render") == (
        problem.code,
        problem.params["word"],
        problem.params["known"],
    )


def test_the_language_may_stand_before_the_command_or_after_it() -> None:
    assert "en" == parser().parse_args(["--language", "en", "check", "a"]).language
    assert "en" == parser().parse_args(["check", "a", "--language", "en"]).language
    assert "sv" == parser().parse_args(["check", "a"]).language

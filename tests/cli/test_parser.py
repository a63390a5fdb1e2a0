"""The words of the command line, and what is made of them before anything is loaded."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

from tsi_eval.cli import main
from tsi_eval.cli.parser import COMMANDS, parser
from tsi_eval.making.request import EVERY_FORMAT
from tsi_eval.report.formats import FORMATS
from tsi_eval.simulate import pilot_names


def test_formats_that_can_be_asked_for_are_those_that_are_made() -> None:
    assert tuple(item.name for item in FORMATS) == EVERY_FORMAT


def test_models_that_can_be_asked_for_are_those_that_are_simulated() -> None:
    for pilot in pilot_names():
        assert pilot == parser().parse_args(["simulate", pilot, "trial"]).model
    with pytest.raises(SystemExit):
        parser().parse_args(["simulate", "star", "trial"])


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_names_a_function_of_this_room(command: object) -> None:
    module, name = command.run.split(".")  # type: ignore[attr-defined]

    assert callable(getattr(import_module(f"tsi_eval.cli.{module}"), name))


def test_no_command_stands_twice() -> None:
    names = [command.name for command in COMMANDS]

    assert len(names) == len(set(names))


def test_unknown_command_exits_with_usage() -> None:
    with pytest.raises(SystemExit) as error:
        main(["reprot"])

    assert 2 == error.value.code


def test_no_command_exits_with_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as error:
        main([])

    assert 2 == error.value.code
    assert capsys.readouterr().err.startswith("E381 Det saknas något i kommandot: KOMMANDO.\n")


def test_what_is_not_asked_for_is_usual() -> None:
    arguments = parser().parse_args(["report", "star"])

    assert "reports.report" == arguments.run
    assert (["star"], False, False, None) == (arguments.pilots, arguments.all, arguments.force, arguments.cluster)
    assert ("sv", ("html", "pdf", "docx"), 1, 900) == (
        arguments.language,
        arguments.formats,
        arguments.workers,
        arguments.deadline,
    )


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_the_help_calls_the_program_by_its_name(command: object, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as error:
        parser("python run.py").parse_args([command.name, "--help"])  # type: ignore[attr-defined]

    printed = capsys.readouterr().out
    assert 0 == error.value.code
    assert printed.startswith(f"användning: python run.py {command.name} ")  # type: ignore[attr-defined]
    assert "tsi-eval" not in printed


def test_the_examples_of_the_help_can_all_be_typed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(["--help"])

    examples = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  tsi-eval ")]
    assert 14 == len(examples)
    for line in examples:
        assert parser().parse_args(line.partition("   ")[0].split()[1:]).run


def test_the_parser_loads_nothing_but_the_standard_library() -> None:
    code = (
        "import sys; from tsi_eval.cli.parser import parser; parser()\n"
        "own = {*sys.stdlib_module_names, 'tsi_eval', '__main__', '__mp_main__'}\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules} - own))"
    )

    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True)

    assert "" == done.stdout.strip()


@pytest.mark.parametrize("words", [["--workers", "0"], ["--workers", "two"], ["--deadline", "-1"]])
def test_workers_and_deadline_are_whole_numbers_from_one(words: list[str]) -> None:
    with pytest.raises(SystemExit) as error:
        main(["report", "a", *words])

    assert 2 == error.value.code


@pytest.mark.parametrize("seed", ["-1", "1.5", "ett"])
def test_simulate_takes_a_whole_number_from_zero(seed: str) -> None:
    with pytest.raises(SystemExit) as error:
        main(["simulate", "familjeteamet", "trial", "--seed", seed])

    assert 2 == error.value.code

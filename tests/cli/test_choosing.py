"""Which questions a new pilot is to have, asked in the terminal."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tsi_eval.cli import choosing
from tsi_eval.cli.choosing import Choosing, can_ask
from tsi_eval.language import LANGUAGES, has_sentence
from tsi_eval.pilot.new.templates import QUESTIONS

DAY = date(2026, 11, 22)
# On a busy machine a terminal may lose what is typed before it reads: then all is typed again.
SECONDS, PATIENCE, TRIES = 5, 60, 3
Write = Callable[..., Path]
Asked = Callable[..., tuple[str, ...]]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Return a function that asks, and answers with the lines that it is given, one a time."""

    def asked(*lines: str, has: tuple[str, ...] = (), language: str = "sv") -> tuple[str, ...]:
        answers = iter(lines)

        def answer(prompt: str) -> str:
            assert "> " == prompt
            try:
                return next(answers)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("builtins.input", answer)
        chosen = Choosing(pilot="ny", has=has, language=language, day=DAY).asked()
        assert [] == [*answers]
        return chosen

    return asked


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_says_what_it_answers_and_needs(name: str) -> None:
    assert has_sentence(f"choice.{name}.answers")
    assert has_sentence(f"choice.{name}.needs")


@pytest.mark.parametrize(
    ("line", "chosen"),
    [
        ("1,4", ("participation", "pre_post")),
        ("4 1", ("pre_post", "participation")),
        (" 1. , 4. ", ("participation", "pre_post")),
        ("1;10", ("participation", "cost_offset")),
        ("pre_post, TIME_SERIES", ("pre_post", "time_series")),
        ("2,absence", ("attendance", "absence")),
        ("alla", QUESTIONS),
        ("", ("participation", "pre_post")),
        (" , ", ("participation", "pre_post")),
    ],
)
def test_numbers_and_names_choose_and_enter_chooses_a_sensible_beginning(
    line: str, chosen: tuple[str, ...], ask: Asked
) -> None:
    assert chosen == ask(line)


def test_the_word_for_all_is_of_the_language(ask: Asked) -> None:
    assert QUESTIONS == ask("all", language="en")
    assert ("pre_post",) == ask("alla", "4", language="en")


@pytest.mark.parametrize("line", ["0", "11", "1,99", "-1", "1-3", "prepost", "1 och 4", "٣", "1" * 5000])
def test_what_is_not_understood_is_asked_again(line: str, ask: Asked, capsys: pytest.CaptureFixture[str]) -> None:
    assert ("absence",) == ask(line, "9")

    printed = capsys.readouterr().out
    assert "Frågorna har numren 1 till 10. Försök igen." in printed
    assert ("Menade du ”pre_post”?" in printed) == (line == "prepost")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_numbers_every_question_with_what_it_needs(
    language: str, ask: Asked, capsys: pytest.CaptureFixture[str]
) -> None:
    ask("1", language=language)

    lines = capsys.readouterr().out.splitlines()
    numbered = [line for line in lines if line[:1].isdecimal()]
    assert [f"{number}." for number in range(1, 11)] == [line.split()[0] for line in numbered]
    assert all(f"({name})" in line for name, line in zip(QUESTIONS, lines[2:22:2], strict=True))
    assert lines[-1] == ("Du valde participation." if language == "sv" else "You chose participation.")


def test_a_question_mark_shows_the_question_and_its_files(ask: Asked, capsys: pytest.CaptureFixture[str]) -> None:
    assert ("comparison",) == ask("?", "6")

    printed = capsys.readouterr().out
    assert "Skiljer sig poängen mellan barn som fick insatsen och barn som inte fick den?" in printed
    assert (
        "deltagare.xlsx (en rad för varje deltagare), matningar.xlsx (en rad för varje deltagare och mättillfälle)."
        in printed
    )


def test_a_pilot_that_has_questions_is_told_so_and_enter_adds_none(
    ask: Asked, capsys: pytest.CaptureFixture[str]
) -> None:
    assert () == ask("", has=("participation",))

    printed = capsys.readouterr().out
    assert 1 == printed.count("Den frågan finns redan i piloten. (participation)")
    assert "Du valde" not in printed


def test_the_end_of_the_input_is_no_answer(ask: Asked) -> None:
    with pytest.raises(EOFError):
        ask()


@pytest.mark.parametrize(("typed", "read", "can"), [(True, True, True), (True, False, False), (False, True, False)])
def test_only_a_terminal_is_asked(typed: bool, read: bool, can: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: typed, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: read, raising=False)

    assert can == can_ask()


def test_without_any_input_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing.sys, "stdin", None)

    assert not can_ask()


def at_a_terminal(folder: Path, words: list[str], answers: list[bytes]) -> tuple[int, str]:
    """Run a command at a terminal of its own, answer its prompts, and return code and output."""
    for _ in range(TRIES):
        code, printed = once_at_a_terminal(folder, words, answers)
        if code != -signal.SIGKILL:
            break
    return code, printed


def once_at_a_terminal(folder: Path, words: list[str], answers: list[bytes]) -> tuple[int, str]:
    """Do it once; a command that does not end in time is killed."""
    import pty

    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover  another process
        # What runs these tests in the background may have ignored Ctrl-C, and so would the child.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.chdir(folder)
        os.execv(sys.executable, [sys.executable, "-m", "tsi_eval", *words])  # noqa: S606  there is none to start
    printed, waiting, sent, end = b"", iter(answers), b"", time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if not select.select([terminal], [], [], SECONDS)[0]:
            # What was typed just before the prompt was ready to read may be lost.
            os.write(terminal, sent)
            continue
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        printed += part
        if printed.endswith(b"> "):
            sent = next(waiting, b"")
            os.write(terminal, sent)
    else:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), printed.decode().replace("\r", "")


@pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals")
def test_at_a_terminal_a_pilot_is_made_of_what_is_chosen_and_of_nothing_after_ctrl_c_or_d(
    files: dict[str, str], write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = write(files).parent
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[2]))

    for sign in (b"\x03", b"\x04"):
        code, printed = at_a_terminal(data, ["new", "mine"], [sign])
        assert 130 == code
        assert printed.endswith("Avbrutet. Ingenting är skrivet.\n")
        assert ["tiny"] == [path.name for path in data.iterdir()]

    code, printed = at_a_terminal(data, ["new", "mine"], [b"42\n", b"4\n"])
    assert 0 == code
    assert "Du valde pre_post.\nmine: mappen är gjord: data_raw/mine\n" in printed
    assert {"matningar.xlsx"} == {path.name for path in (data / "mine").glob("*.xlsx")}

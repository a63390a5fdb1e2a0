"""`run.py`: what is handed to `tsi-eval`, and what is refused before anything is set up."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project's code, as it is before anything is set up."""
    folder = tmp_path_factory.mktemp("bare")
    shutil.copytree(ROOT / "tsi_eval", folder / "tsi_eval", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "run.py", folder)
    return folder


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[tuple[str, ...]]]:
    """Return a function that runs `run.py` with words, and gives what it would set up and call."""
    spec = spec_from_file_location("run", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module: ModuleType = module_from_spec(spec)
    spec.loader.exec_module(module)
    made: list[tuple[str, ...]] = []

    def called(*words: str) -> int:
        made.append(words)
        return 0

    monkeypatch.setattr(module, "set_up", called)
    monkeypatch.setattr(module, "run", called)
    monkeypatch.setattr(module, "test", lambda words: called("test", *words))

    def run(*words: str) -> list[tuple[str, ...]]:
        made.clear()
        assert 0 == module.main(list(words))
        return made

    return run


@pytest.mark.parametrize(
    ("words", "handed"),
    [
        ("report", "report familjeteamet"),
        ("report --language en", "report familjeteamet --language en"),
        ("report --formats html pdf", "report familjeteamet --formats html pdf"),
        ("report star", "report star"),
        ("report --language en star", "report --language en star"),
        ("report --all", "report --all"),
        ("check star skolfam", "check star skolfam"),
        ("new mine --questions participation", "new mine --questions participation"),
        ("list", "list"),
    ],
)
def test_commands_are_handed_to_tsi_eval_and_a_report_without_a_name_is_the_examples(
    calls: Callable[..., list[tuple[str, ...]]], words: str, handed: str
) -> None:
    made = calls(*words.split())

    assert [("requirements.lock",), ("-m", "tsi_eval", *handed.split())] == made


def test_tests_are_set_up_from_their_own_lock(calls: Callable[..., list[tuple[str, ...]]]) -> None:
    assert [("requirements-test.lock",), ("test", "-k", "cli")] == calls("test", "-k", "cli")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "required: command"),
        (("reprot",), "invalid choice: 'reprot' (choose from 'report', 'render',"),
        (("report", "star", "--lang-uage", "en"), "unrecognized arguments: --lang-uage en"),
        (("simulate", "star", "trial"), "invalid choice: 'star'"),
    ],
)
def test_a_mistyped_word_is_said_without_any_package_and_nothing_is_set_up(
    bare: Path, words: tuple[str, ...], message: str
) -> None:
    before = {path.name for path in bare.iterdir()}

    done = subprocess.run(
        [sys.executable, "-ESB", str(bare / "run.py"), *words], capture_output=True, text=True, check=False
    )

    assert 2 == done.returncode
    assert message in done.stderr
    assert "python run.py test" in done.stderr
    assert before == {path.name for path in bare.iterdir()}


def test_help_names_the_commands_and_sets_nothing_up(bare: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-ESB", str(bare / "run.py"), "--help"], capture_output=True, text=True, check=False
    )

    assert 0 == done.returncode
    assert "python run.py simulate familjeteamet trial --seed 7" in done.stdout
    assert {"run.py", "tsi_eval"} == {path.name for path in bare.iterdir()}

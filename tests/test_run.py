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


def loaded() -> ModuleType:
    """Return `run.py` as a module."""
    spec = spec_from_file_location("run", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[tuple[str, ...]]]:
    """Return a function that runs `run.py` with words, and gives what it would set up and call."""
    module = loaded()
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
        ("--language en report", "--language en report familjeteamet"),
        ("--language en list", "--language en list"),
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


def test_jupyterlab_is_opened_without_news_and_updates(calls: Callable[..., list[tuple[str, ...]]]) -> None:
    lock, words = calls("lab", "--no-browser")

    assert ("requirements.lock",) == lock
    assert ("-m", "jupyterlab", "--notebook-dir") == words[:3]
    assert {"--LabApp.news_url=None", "--LabApp.extension_manager=readonly"} < set(words)
    assert "--no-browser" == words[-1]


def test_pages_are_built_by_the_same_words_alone_and_among_the_checks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    module, started, locks = loaded(), list[tuple[str, ...]](), list[str]()
    monkeypatch.setattr(module, "set_up", locks.append)
    monkeypatch.setattr(module, "check", lambda *words: started.append(words) or 0)

    assert 0 == module.main(["docs", "-E"])
    assert 0 == module.main(["test"])

    assert ["requirements-test.lock", "requirements-test.lock"] == locks
    alone, *checks = started
    assert (*module.DOCS, "-E") == alone
    assert module.DOCS in checks
    assert {"-W", "--keep-going"} <= set(module.DOCS)
    assert "docs/_build/html/index.html" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "E381 Det saknas något i kommandot: KOMMANDO."),
        (("reprot",), "E380 Det finns inget kommando som heter ”reprot”. Menade du ”report”?"),
        (("report", "star", "--lang-uage", "en"), "E382 En del av kommandot går inte att förstå: --lang-uage en."),
        (("simulate", "star", "trial"), "E383 Det som står vid FÖREBILD måste vara ett av e_connect, familjeteamet,"),
        (("--language", "en", "reprot"), "E380 There is no command called 'reprot'. Did you mean 'report'?"),
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
    assert "Här går också: python run.py test" in done.stdout
    assert "python run.py docs" in done.stdout
    assert {"run.py", "tsi_eval"} == {path.name for path in bare.iterdir()}


def test_the_program_is_told_what_its_user_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    started: dict[str, object] = {}

    def start(words: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        started.update(options, words=words)
        return subprocess.CompletedProcess(words, 0)

    module = loaded()
    monkeypatch.setattr(module.subprocess, "run", start)
    monkeypatch.setattr(module, "PYTHON", Path("/venv/python"))

    assert 0 == module.run("-m", "tsi_eval", "list")
    assert ["/venv/python", "-m", "tsi_eval", "list"] == started["words"]
    assert "python run.py" == dict(started["env"])["TSI_EVAL_PROGRAM"]  # type: ignore[call-overload]

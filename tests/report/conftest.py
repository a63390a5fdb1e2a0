"""What tests of reports share: helpers beside this file, and released values that are made once."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tsi_eval import analyse, load_pilot, open_study, release
from tsi_eval.findings.released import Released
from tsi_eval.language import LANGUAGES

# Tests in this folder and in those under it import the helpers by name.
sys.path.append(str(Path(__file__).parent))

from projects_of_pilots import HERE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def _released(folder: Path, key: Path) -> Released:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TSI_EVAL_KEY_FILE", str(key))
        return release(analyse(open_study(load_pilot(folder))))


@pytest.fixture(scope="session")
def released_pilot(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Released]:
    """Return a function that gives what a pilot of the repository releases, made once a session."""
    key = tmp_path_factory.mktemp("key_of_pilots") / "key"

    @cache
    def made(pilot: str) -> Released:
        return _released(HERE.data / pilot, key)

    return made


@pytest.fixture(scope="session")
def release_files(tmp_path_factory: pytest.TempPathFactory) -> Callable[[dict[str, str]], Released]:
    """Return a function that gives what a pilot with these files releases."""

    def made(files: dict[str, str]) -> Released:
        root = tmp_path_factory.mktemp("pilot")
        for name, text in files.items():
            path = root / "tiny" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return _released(root / "tiny", root / "key")

    return made


@pytest.fixture(scope="session")
def released_tiny(tiny_pilot: dict[str, str], release_files: Callable[[dict[str, str]], Released]) -> Released:
    """Return what the small pilot of the tests releases."""
    return release_files(tiny_pilot)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Chromium; without it, what looks at a page is skipped."""
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        why = f"no Chromium among {', '.join(PROGRAMS)}"
        (pytest.fail if os.environ.get("TSI_EVAL_BROWSER") == "required" else pytest.skip)(why)
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """Return each language in turn."""
    return str(request.param)

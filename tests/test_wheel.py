"""The package works from a built wheel, away from the repository: every file of data is in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tsi_eval.designs import DESIGNS
from tsi_eval.language import LANGUAGES, keys

ROOT = Path(__file__).resolve().parents[1]
NEEDED = ("pyproject.toml", "README.md", "LICENSE")
ASK = """
import json
import pandas as pd
import tsi_eval
from tsi_eval.designs import Participation
from tsi_eval.language import LANGUAGES, keys, say
rows = pd.DataFrame({"person": ["x", "y", "x"], "stage": ["a", "a", "b"]})
found = Participation(stages=("a", "b")).answer(tsi_eval.Study.from_frames(enrolment=rows))
print(json.dumps({
    "from": tsi_eval.__file__,
    "keys": {language: sorted(keys(language)) for language in LANGUAGES},
    "answer": found.estimates[0].estimate,
    "caveats": {language: [say(caveat, language) for caveat in found.caveats] for language in LANGUAGES},
}))
"""


def package_files() -> set[str]:
    """Return what lies in the package's folder, apart from what Python makes."""
    files = (path for path in (ROOT / "tsi_eval").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(ROOT).as_posix() for path in files}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # Built from a copy, since a build leaves folders in the source.
    base = tmp_path_factory.mktemp("wheel")
    source = base / "source"
    shutil.copytree(ROOT / "tsi_eval", source / "tsi_eval", ignore=shutil.ignore_patterns("__pycache__"))
    for name in NEEDED:
        shutil.copy(ROOT / name, source)
    build = ["wheel", "--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check", "--quiet"]
    subprocess.run([sys.executable, "-m", "pip", *build, "--wheel-dir", str(base), str(source)], check=True, cwd=base)
    (built,) = base.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def answered(wheel: Path) -> dict[str, Any]:
    """Return what the unpacked wheel answers.

    It is asked in a process of its own that can't see the repository.
    """
    unpacked, elsewhere = wheel.parent / "unpacked", wheel.parent / "elsewhere"
    elsewhere.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=elsewhere,
        env=os.environ | {"PYTHONPATH": str(unpacked), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    assert Path(answer["from"]).is_relative_to(unpacked)
    return answer


def test_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith("tsi_eval/")}

    assert package_files() == packed
    words = {f"tsi_eval/designs/{design.name}/{language}.toml" for design in DESIGNS for language in LANGUAGES}
    assert words <= packed


@pytest.mark.parametrize("language", LANGUAGES)
def test_wheel_says_every_sentence_of_the_checkout(answered: dict[str, Any], language: str) -> None:
    assert sorted(keys(language)) == answered["keys"][language]


def test_wheel_answers_a_question_and_says_its_caveats(answered: dict[str, Any]) -> None:
    assert 0.5 == answered["answer"]
    assert [3, 3] == [len(answered["caveats"][language]) for language in LANGUAGES]

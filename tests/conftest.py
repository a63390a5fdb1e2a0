"""Small pilots for tests: synthetic, made here, with known content."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from tsi_eval.making.processes import Processes
from tsi_eval.project import Project

# The same examples on every machine and every run: a test that fails has failed for what was
# changed.
settings.register_profile("same", derandomize=True, database=None)
settings.load_profile("same")

# A small pilot, whole and in pieces.
sys.path.append(str(Path(__file__).parent / "shared"))
# Processes apart import their work by name, and tests what they share.
sys.path.append(str(Path(__file__).parent / "making"))
# The contract of designs and the tests of each design share a study.
sys.path.append(str(Path(__file__).parent / "designs"))
# Tests of disclosure, and others that release something, share findings made by hand.
sys.path.append(str(Path(__file__).parent / "protect" / "disclosure"))
# Figures of the house are tested too.
sys.path.append(str(Path(__file__).parent / "benchmarks"))

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session", autouse=True)
def _key(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the user's own key out of every test, and of what is made once for several."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TSI_EVAL_KEY_FILE", str(tmp_path_factory.getbasetemp() / "key"))
        yield


@pytest.fixture(scope="session")
def tiny_pilot() -> dict[str, str]:
    """Return a small pilot's files, for fixtures that outlive a test."""
    from small_pilot import tiny_files

    return tiny_files()


@pytest.fixture(scope="session")
def processes() -> Iterator[Processes]:
    """Return processes to work in, ended with the session."""
    with Processes() as made:
        yield made


@pytest.fixture
def files() -> dict[str, str]:
    """Return a small pilot's files, for a test to change before it writes them."""
    from small_pilot import tiny_files

    return tiny_files()


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes files into a new project's pilot, and gives its folder."""

    def put(contents: Mapping[str, str | bytes], name: str = "tiny") -> Path:
        folder = make_project(tmp_path).data / name
        folder.mkdir(parents=True, exist_ok=True)
        for file, content in contents.items():
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return put


def make_project(root: Path) -> Project:
    """Make a project folder with the real notebooks and no pilots."""
    (root / "data_raw").mkdir(parents=True, exist_ok=True)
    if not (root / "notebooks").exists():
        shutil.copytree(ROOT / "notebooks", root / "notebooks")
    return Project(root=root)

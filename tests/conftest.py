"""Small pilots for tests: synthetic, made here, with known content."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings

from tsi_eval.making.processes import Processes
from tsi_eval.project import Project

# The same examples on every machine and every run: a test that fails has failed for what was
# changed.
settings.register_profile("same", derandomize=True, database=None)
settings.load_profile("same")

# Processes apart import their work by name, and tests what they share.
sys.path.append(str(Path(__file__).parent / "making"))
# The contract of designs and the tests of each design share a study.
sys.path.append(str(Path(__file__).parent / "designs"))
# Tests of disclosure, and others that release something, share findings made by hand.
sys.path.append(str(Path(__file__).parent / "protect" / "disclosure"))
# Figures of the house are tested too.
sys.path.append(str(Path(__file__).parent / "benchmarks"))

ROOT = Path(__file__).resolve().parents[1]

PILOT_TOML = """
municipality = "Testkommun"
data = "synthetic"
policy = "default"
report_date = 2026-11-22
title = { sv = "Liten pilot", en = "Tiny pilot" }
summary = { sv = "Påhittade data.", en = "Invented data." }
period = { sv = "läsåret 2023/24", en = "school year 2023/24" }

[windows]
T0 = "HT2023"
T1 = "VT2024"

[labels]
T0 = { sv = "hösten", en = "autumn" }
T1 = { sv = "våren", en = "spring" }
offered = { sv = "erbjudna", en = "offered" }
started = { sv = "började", en = "started" }
completed = { sv = "fullföljde", en = "completed" }
arm = { sv = "grupp", en = "group" }
"arm=a" = { sv = "grupp A", en = "group A" }
"arm=b" = { sv = "grupp B", en = "group B" }
"""

SOURCES_TOML = """
[outcome.score]
label = { sv = "poäng", en = "score" }
unit = { sv = "poäng", en = "points" }
minimum = 0
maximum = 40

[[source]]
id = "people"
table = "persons"
files = ["persons.csv"]
person = "id"
columns = { arm = "grupp" }
values.arm = { A = "a", B = "b" }

[[source]]
id = "log"
table = "enrolment"
files = ["log*.csv"]
person = "id"
columns = { stage = "steg" }
values.stage = { erbjuden = "offered", startat = "started", klar = "completed" }

[[source]]
id = "forms"
table = "measures"
files = ["forms.csv"]
person = "id"
columns = { date = "datum" }
outcomes.score = ["poang"]
"""

QUESTIONS_TOML = """
declared = 2026-11-01

[[question]]
id = "reached"
design = "participation"
role = "exploratory"
direction = "none"
text = { sv = "Vilka nåddes?", en = "Who was reached?" }
options = { stages = ["offered", "started", "completed"], by = "arm" }

[[question]]
id = "changed"
design = "pre_post"
role = "primary"
direction = "lower_better"
text = { sv = "Förändrades poängen?", en = "Did the score change?" }
options = { outcome = "score", before = "T0", after = "T1" }

[[question]]
id = "groups"
design = "comparison"
role = "exploratory"
direction = "lower_better"
text = { sv = "Skiljer sig grupperna?", en = "Do the groups differ?" }
options = { outcome = "score", occasion = "T1", group = "arm", reference = "a" }
"""


def tiny_files(persons: int = 60) -> dict[str, str]:
    """Return the files of a pilot: children in two groups, three stages, two measurements."""
    rng = np.random.default_rng(20261122)
    ids = [f"barn{i:03d}" for i in range(persons)]
    arms = ["A" if i % 2 else "B" for i in range(persons)]
    started, completed = ids[: persons * 5 // 6], ids[: persons * 2 // 3]
    before = rng.integers(8, 30, persons)
    after = np.clip(before - rng.integers(-3, 8, persons), 0, 40)
    people = "".join(f"{i},{arm}\n" for i, arm in zip(ids, arms, strict=True))
    log = "".join(
        f"{i},{step}\n"
        for members, step in ((ids, "erbjuden"), (started, "startat"), (completed, "klar"))
        for i in members
    )
    forms = "".join(f"{i},2023-09-15,{a}\n" for i, a in zip(ids, before, strict=True))
    forms += "".join(f"{i},2024-05-15,{b}\n" for i, b in zip(started, after, strict=False))
    return {
        "pilot.toml": PILOT_TOML,
        "sources.toml": SOURCES_TOML,
        "questions.toml": QUESTIONS_TOML,
        "persons.csv": "id,grupp\n" + people,
        "log.csv": "id,steg\n" + log,
        "forms.csv": "id,datum,poang\n" + forms,
    }


@pytest.fixture(scope="session", autouse=True)
def _key(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the user's own key out of every test, and of what is made once for several."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TSI_EVAL_KEY_FILE", str(tmp_path_factory.getbasetemp() / "key"))
        yield


@pytest.fixture(scope="session")
def tiny_pilot() -> dict[str, str]:
    """Return a small pilot's files, for fixtures that outlive a test."""
    return tiny_files()


@pytest.fixture(scope="session")
def processes() -> Iterator[Processes]:
    """Return processes to work in, ended with the session."""
    with Processes() as made:
        yield made


@pytest.fixture
def files() -> dict[str, str]:
    """Return a small pilot's files, for a test to change before it writes them."""
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

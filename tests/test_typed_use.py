"""A file of typical use passes mypy and pyright, and does what it says.

Pyright comes as basedpyright: the same checker, in a wheel that fetches nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pandas as pd
import pytest

from tsi_eval.designs import PrePost

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "tests" / "typed_use" / "typical.py"


def checked(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *words], cwd=folder, capture_output=True, text=True, check=False)


def test_mypy_finds_nothing() -> None:
    done = checked("mypy", "--strict", "--config-file=", "--follow-imports=silent", str(FILE), folder=ROOT)

    assert (0, "Success: no issues found in 1 source file\n") == (done.returncode, done.stdout)


def by_pyright(file: Path, folder: Path) -> list[str]:
    """Return what pyright finds in a file of somebody who uses the package."""
    settings = {"include": [str(file)], "extraPaths": [str(ROOT)], "typeCheckingMode": "standard"}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    done = checked(
        "basedpyright", "--outputjson", "--pythonpath", sys.executable, "--project", str(folder), folder=folder
    )
    found = json.loads(done.stdout)["generalDiagnostics"]
    return [item["message"] for item in found if item["severity"] in {"error", "warning"}]


def test_pyright_finds_nothing(tmp_path: Path) -> None:
    assert [] == by_pyright(FILE, tmp_path)


def test_pyright_finds_what_is_wrong(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.py"
    wrong.write_text("import tsi_eval as tsi\n\ntsi.stats.wilson('many', 310).no_such_field\n", encoding="utf-8")

    found = " ".join(by_pyright(wrong, tmp_path))

    assert "no_such_field" in found
    assert "successes" in found


@pytest.fixture(scope="module")
def typical() -> ModuleType:
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("typical", FILE)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_does_what_it_says(typical: ModuleType, tmp_path: Path) -> None:
    before = np.arange(40.0) % 20 + 10
    first = pd.DataFrame({"person": range(40), "occasion": "T0", "outcome": "worry", "value": before})
    study = typical.own_study(pd.concat([first, first.assign(occasion="T1", value=before - 2 - np.arange(40) % 2)]))

    change, n, said = typical.changed(study)
    finding = PrePost(outcome="worry", before="T0", after="T1").answer(study)

    assert (-2.5, 40) == (change, n)
    assert "Worry fell on average by 2.5" in said
    assert all(path.stat().st_size > 100 for path in typical.kept(finding, tmp_path))
    assert pytest.approx((42 / 310, 0.3339), abs=1e-4) == typical.two_shares()
    assert "E296" in typical.refused(study)


def test_it_does_so_of_a_pilot(typical: ModuleType) -> None:
    said = typical.of_a_pilot(ROOT / "data_raw" / "star")

    assert len(said) > 1
    assert all(said)

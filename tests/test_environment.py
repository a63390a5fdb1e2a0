"""The environment's files agree, and a lock holds pins and their hashes, nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PIN = re.compile(r"[A-Za-z0-9][\w.-]*==[\w.!+-]+(?: ; [\w .*'()<>=!-]+)? \\")
HASH = re.compile(r" +--hash=sha256:[0-9a-f]{64}(?: \\)?")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_environment_yml_equals_pyproject() -> None:
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").splitlines()
    listed = {line.strip()[2:] for line in lines if re.match(r" +- [a-z0-9_-]+>=", line)}

    assert {*PROJECT["dependencies"], f"python{PROJECT['requires-python']}"} == listed


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_lock_holds_every_dependency_with_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pinned = {normal(name) for name in re.findall(r"(?m)^([A-Za-z0-9_.-]+)==", text)}
    extras = PROJECT["optional-dependencies"]
    wanted = [*PROJECT["dependencies"], *((*extras["test"], *extras["docs"]) if "test" in lock else ())]

    assert {normal(re.split(r"[><=]", item)[0]) for item in wanted} <= pinned
    assert text.count("--hash=sha256:") >= len(pinned)


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_every_line_of_a_lock_is_a_pin_or_a_hash(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()

    assert not [line for line in lines if not (PIN.fullmatch(line) or HASH.fullmatch(line))]


def test_locks_agree() -> None:
    pins = [
        dict(re.findall(r"(?m)^([A-Za-z0-9_.-]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8")))
        for lock in ("requirements.lock", "requirements-test.lock")
    ]

    assert pins[0].items() <= pins[1].items()


def test_import_loads_nothing_heavy() -> None:
    code = "import sys, tsi_eval; print(*sorted({'numpy', 'pandas', 'scipy', 'pydantic', 'matplotlib'} & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "" == done.stdout.strip()


def test_every_public_name_is_there() -> None:
    import tsi_eval

    assert all(getattr(tsi_eval, name) is not None for name in tsi_eval.__all__)

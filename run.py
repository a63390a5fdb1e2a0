"""Set up and run, from a bare Python 3.11: `python run.py report`, `python run.py test`, `python run.py lab`.

Needs nothing but the standard library and pip. Makes `.venv` beside this file from the hashed sets
in requirements.lock and requirements-test.lock, installs tsi_eval in it, and compiles the bytecode.
A second run finds it made. Written for Windows too, where it has not been tested.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
COMMANDS = ("report", "render", "verify", "check", "new", "simulate", "list", "schema")
LOCKS = dict.fromkeys((*COMMANDS, "lab"), "requirements.lock") | {"test": "requirements-test.lock"}
CHECKS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
    ("lint-imports",),
    ("pytest", "-n", "2", "--dist", "loadfile", "-m", "not slow"),
)
USAGE = "usage: python run.py report|render|verify|check|new|simulate|list|schema [PILOT … --language en] | test [pytest options] | lab"


def main(words: list[str]) -> int:
    """Do what the first word says, and hand it the others."""
    if not words or words[0] not in LOCKS or sys.version_info < (3, 11):
        print(USAGE if sys.version_info >= (3, 11) else "Python 3.11 or later is needed.", file=sys.stderr)
        return 2
    set_up(LOCKS[words[0]])
    return {"report": report, "lab": lab, "test": test}.get(words[0], lambda _: run("-m", "tsi_eval", *words))(
        words[1:]
    )


def set_up(lock: str) -> None:
    """Make the environment, unless it already holds exactly this set."""
    wanted = hashlib.sha256((ROOT / lock).read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    stamp = VENV / f"{lock}.sha256"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    print(f"Setting up {VENV.name} from {lock} (once, a few minutes) …", file=sys.stderr, flush=True)
    if not PYTHON.is_file():
        venv.create(VENV, with_pip=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / lock)], check=True, cwd=ROOT)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "-e", "."], check=True, cwd=ROOT)
    subprocess.run([str(PYTHON), "-m", "compileall", "-q", "-j", "0", str(ROOT / "tsi_eval")], check=False, cwd=ROOT)
    stamp.write_text(wanted)


def report(words: list[str]) -> int:
    """Make reports; without a pilot's name, that of the embedded example."""
    named = any(not word.startswith("-") and word not in {"sv", "en"} for word in words) or "--all" in words
    return run("-m", "tsi_eval", "report", *words, *([] if named else ["familjeteamet"]))


def lab(words: list[str]) -> int:
    """Open JupyterLab on the notebooks."""
    return run("-m", "jupyterlab", "--notebook-dir", str(ROOT), *words)


def test(words: list[str]) -> int:
    """Check format, style, types and import contracts, then run the tests; all are run, and any failure fails."""
    suffix = ".exe" if os.name == "nt" else ""
    codes = []
    for program, *options in CHECKS:
        more = words if program == "pytest" else []
        print(f"— {program} {' '.join([*options, *more])}", flush=True)
        codes.append(
            subprocess.run([str(BIN / f"{program}{suffix}"), *options, *more], cwd=ROOT, check=False).returncode
        )
    return max(codes)


def run(*words: str) -> int:
    """Run Python in the environment, in the folder where the user stands."""
    return subprocess.run([str(PYTHON), *words], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

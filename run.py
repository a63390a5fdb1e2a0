"""Set up and run, from a bare Python 3.11: `python run.py report`, `test`, `docs` or `lab`.

It needs nothing but the standard library and pip. Four words are known here: `report` without a
pilot's name makes the report of the embedded example, `test` runs all checks, `docs` builds the
documentation, `lab` opens JupyterLab. Every other word is a command of `tsi-eval`, whose own parser
is asked first, so that nothing is set up for a mistyped word.

`.venv` is made beside this file from the hashed sets in requirements.lock and
requirements-test.lock. tsi_eval is installed in it, and its bytecode is compiled. A second run
finds it made. This is written for Windows too, where it has not been tested.
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
LOCK, TEST_LOCK = "requirements.lock", "requirements-test.lock"
EXAMPLE = "familjeteamet"
# What stands before a command: `py` starts Python on Windows.
TYPED = "py run.py" if os.name == "nt" else "python run.py"
PAGES = "docs/_build/html"
# Without network, and a warning is an error.
DOCS = ("sphinx-build", "-W", "--keep-going", "-q", "-b", "html", "docs", PAGES)
# JupyterLab would otherwise offer to fetch news, newer versions and extensions.
OFFLINE = (
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
)
CHECKS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
    ("lint-imports",),
    DOCS,
    ("pytest", "-n", "3", "--dist", "loadfile", "-m", "not slow"),
)


def main(words: list[str]) -> int:
    """Do what the first word says, and hand it the others."""
    if sys.version_info < (3, 11):  # noqa: UP036  an older Python may well be what the user has
        print("Python 3.11 eller senare behövs. Python 3.11 or later is needed.", file=sys.stderr)
        return 2
    if words[:1] == ["test"]:
        set_up(TEST_LOCK)
        return test(words[1:])
    if words[:1] == ["docs"]:
        set_up(TEST_LOCK)
        return docs(words[1:])
    if words[:1] == ["lab"]:
        set_up(LOCK)
        return lab(words[1:])
    command = understood(words)
    set_up(LOCK)
    return run("-m", "tsi_eval", *command)


def understood(words: list[str]) -> list[str]:
    """Return the words for `tsi-eval`, with the example's name where a report's pilot is not named.

    Raises:
        SystemExit: The words are mistyped, or ask for help; which of them is said.
    """
    from tsi_eval.cli.parser import parser  # noqa: PLC0415  older Pythons can't read it
    from tsi_eval.cli.spoken import language_in  # noqa: PLC0415

    language = language_in(words)
    try:
        arguments = parser(TYPED, language).parse_args(words)
    except SystemExit as error:
        here_too = said("here", language, program=TYPED)
        print(f"\n{here_too}", file=sys.stderr if error.code else sys.stdout)
        raise
    if arguments.run == "reports.report" and not arguments.pilots and not arguments.all:
        place = words.index("report") + 1
        return [*words[:place], EXAMPLE, *words[place:]]
    return words


def said(key: str, language: str, **params: str) -> str:
    """Return words of the command line's help."""
    from tsi_eval.language import Message, say  # noqa: PLC0415  older Pythons can't read it

    return say(Message(f"help.{key}", params), language)


def set_up(lock: str) -> None:
    """Make the environment, unless it already holds exactly this set."""
    wanted = hashlib.sha256((ROOT / lock).read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    stamp = VENV / f"{lock}.sha256"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    for language in ("sv", "en"):
        print(said("set_up", language, folder=VENV.name, lock=lock), file=sys.stderr, flush=True)
    if not PYTHON.is_file():
        venv.create(VENV, with_pip=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / lock)], check=True, cwd=ROOT)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "-e", "."], check=True, cwd=ROOT)
    subprocess.run([str(PYTHON), "-m", "compileall", "-q", "-j", "0", str(ROOT / "tsi_eval")], check=False, cwd=ROOT)
    stamp.write_text(wanted)


def lab(words: list[str]) -> int:
    """Open JupyterLab on the notebooks; it fetches nothing."""
    return run("-m", "jupyterlab", "--notebook-dir", str(ROOT), *OFFLINE, *words)


def docs(words: list[str]) -> int:
    """Build the documentation, and say where it lies."""
    code = check(*DOCS, *words)
    if not code:
        print((ROOT / PAGES / "index.html").as_uri())
    return code


def test(words: list[str]) -> int:
    """Check format, style, types, import contracts and documentation, then run the tests.

    All of them are run, also when one fails; the exit code is the largest.
    """
    codes = []
    for program, *options in CHECKS:
        more = words if program == "pytest" else []
        print(f"— {program} {' '.join([*options, *more])}", flush=True)
        codes.append(check(program, *options, *more))
    return max(codes)


def check(program: str, *words: str) -> int:
    """Run a program of the environment, in the project's folder."""
    suffix = ".exe" if os.name == "nt" else ""
    return subprocess.run([str(BIN / f"{program}{suffix}"), *words], cwd=ROOT, check=False).returncode


def run(*words: str) -> int:
    """Run Python in the environment, in the folder where the user stands.

    `tsi-eval` is told what its user typed, so that its messages name commands that can be typed.
    """
    return subprocess.run([str(PYTHON), *words], check=False, env={**os.environ, "TSI_EVAL_PROGRAM": TYPED}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Every block of code in the README and in docs/ is run as it stands.

A page has a project of its own, with the pilots that its code names. Its Python shares one
namespace, and its commands go through the real `run.py`, which finds an environment made already.
Where the page tells the reader to fill in the folder of `mypilot`, a small pilot's files are put
there. A line that ends in `# → x` is held to what comes out.
"""

from __future__ import annotations

import ast
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest
from pages import PAGES, ROOT, Block, blocks, named

OURS = re.compile(r"^(?:\$ )?(?:python run\.py|tsi-eval)\b", re.MULTILINE)
SAID = re.compile(r"# → (.+)$")
COPIED = ("run.py", "pyproject.toml", "requirements.lock", "requirements-test.lock")
EMBEDDED = {path.name for path in (ROOT / "data_raw").iterdir() if path.is_dir()}
# What is not run: tests run tests and build pages, and a window of JupyterLab stays open.
APART = r'case "$2" in test|docs|lab) return 0;; esac'
# In another language the same commands; one of the two is run.
TWINS = {
    "docs/a_pilots_files.md": "docs/en_pilots_filer.md",
    "docs/start/project_lead.md": "docs/start/projektledare.md",
}
SPOKEN = re.compile(r" *#.*| --language en")
NOT_RUN = {
    ("docs/own_notebooks.md", "python run.py report star --language en --notebook mine.ipynb"),
    ("docs/how_to/cluster.md", "dask scheduler --host 10.0.0.5 --port 8786"),
    ("docs/how_to/cluster.md", "python run.py report --all --workers 2 --cluster tcp://10.0.0.5:8786"),
    ("docs/how_to/it_department.md", 'sudo unshare -n sudo -u "$USER" python run.py report'),
    ("docs/how_to/these_pages.md", 'echo "setuptools>=77" > /tmp/build.in'),
}


def runnable(page: Path) -> Iterator[Block]:
    """Yield the blocks that are run: Python, and commands of ours."""
    for block in blocks(page):
        ours = block.language in {"sh", "bash", "console"} and OURS.search(block.code)
        if "no-run" not in block.marks and (block.language == "python" or ours):
            yield block


WITH_CODE = [page for page in (ROOT / "README.md", *PAGES) if any(runnable(page)) and named(page) not in TWINS]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project in which `run.py` finds its environment made: the one of the tests."""
    root = tmp_path / "project"
    (root / "data_raw").mkdir(parents=True)
    for name in COPIED:
        shutil.copy(ROOT / name, root)
    shutil.copytree(ROOT / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    (root / "tsi_eval").symlink_to(ROOT / "tsi_eval")
    (root / ".venv" / "bin").mkdir(parents=True)
    for folder in (root / ".venv" / "bin", root / "path"):
        folder.mkdir(exist_ok=True)
        python = folder / "python"
        python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        python.chmod(0o700)
    for lock in ("requirements.lock", "requirements-test.lock"):
        made = hashlib.sha256((root / lock).read_bytes() + (root / "pyproject.toml").read_bytes()).hexdigest()
        (root / ".venv" / f"{lock}.sha256").write_text(made)
    return root


def deliver(project: Path, code: str, tiny_pilot: dict[str, str]) -> None:
    """Put the pilots there that a block needs: those of the repository, or a reader's own."""
    wanted = {name for name in EMBEDDED if re.search(rf"\b{name}\b", code)}
    if re.search(r"run\.py report(?! +[a-z-]*(?:mypilot|star|--all))", code):
        wanted.add("familjeteamet")
    if "--all" in code and not any((project / "data_raw").iterdir()):
        wanted.add("anorexia")
    for name in sorted(wanted):
        if not (project / "data_raw" / name).exists():
            shutil.copytree(ROOT / "data_raw" / name, project / "data_raw" / name)
    own = project / "data_raw" / "mypilot"
    if re.search(r"\bmypilot\b", code) and "run.py new" not in code and not (own / "log.csv").exists():
        shutil.rmtree(own, ignore_errors=True)
        own.mkdir()
        for name, text in tiny_pilot.items():
            (own / name).write_text(text, encoding="utf-8")


def run_commands(project: Path, code: str) -> None:
    """Run a block of commands in a shell, which stops at the first that fails."""
    shell = f'python() {{ {APART}; command python "$@"; }}\n' + re.sub(r"^\$ ", "", code, flags=re.MULTILINE)
    environment = {**os.environ, "PATH": f"{project / 'path'}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", shell],
        cwd=project,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )

    assert 0 == done.returncode, done.stdout + done.stderr


def run_python(project: Path, code: str, space: dict[str, object]) -> None:
    """Run a block of Python, and hold what its lines say comes out to what does."""
    lines = code.splitlines()
    with chdir(project):
        for statement in ast.parse(code).body:
            said = SAID.search(lines[(statement.end_lineno or 1) - 1])
            if isinstance(statement, ast.Expr):
                value = eval(compile(ast.Expression(statement.value), "page", "eval", dont_inherit=True), space)  # noqa: S307  our own page
                assert said is None or said[1] == repr(value)
            else:
                assert said is None, "only what is shown can be said"
                exec(compile(ast.Module([statement], []), "page", "exec", dont_inherit=True), space)  # noqa: S102  our own page


@pytest.mark.parametrize("page", WITH_CODE, ids=named)
def test_every_block_runs_as_it_stands(page: Path, project: Path, tiny_pilot: dict[str, str]) -> None:
    space: dict[str, object] = {}
    for block in runnable(page):
        deliver(project, block.code, tiny_pilot)
        if block.language == "python":
            run_python(project, block.code, space)
        else:
            run_commands(project, block.code)


@pytest.mark.parametrize(("page", "twin"), TWINS.items())
def test_what_is_run_in_one_language_only_is_the_same_in_the_other(page: str, twin: str) -> None:
    both = [[SPOKEN.sub("", block.code) for block in runnable(ROOT / name)] for name in (page, twin)]

    assert both[0] == both[1]


def test_blocks_that_are_not_run_are_few_and_known() -> None:
    marked = {(named(page), block.first) for page in PAGES for block in blocks(page) if "no-run" in block.marks}

    assert NOT_RUN == marked
    assert all("no-run" not in block.marks for block in blocks(ROOT / "README.md"))


class TestRunning:
    """A block that is wrong is found."""

    def test_a_value_that_is_said_wrongly_is_found(self, tmp_path: Path) -> None:
        run_python(tmp_path, "1 + 1  # → 2", {})
        with pytest.raises(AssertionError):
            run_python(tmp_path, "1 + 1  # → 3", {})

    def test_a_command_that_fails_is_found_also_before_one_that_does_not(self, project: Path) -> None:
        with pytest.raises(AssertionError, match="E380"):
            run_commands(project, "python run.py reprot\npython run.py --help\n")

    def test_what_is_run_elsewhere_is_not_run_here(self, project: Path) -> None:
        run_commands(project, "python run.py test\npython run.py lab\n")

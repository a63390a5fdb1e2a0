"""Work that tests hand to processes apart, which must be able to import it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tsi_eval.language import Tell
from tsi_eval.making.processes import Processes
from tsi_eval.report.notebook import run_notebook

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


def quiet(_: object) -> None:
    """Say nothing of progress."""


def run_research(path: Path, language: str, _: Tell) -> Any:
    return run_notebook(path, {"language": language}, NOTEBOOKS)


def run_here(folder: Path, _: Tell) -> Any:
    return stripped(run_notebook(folder / "n.ipynb", {"language": "en"}, folder))


def stripped(notebook: Any) -> Any:
    """Return a notebook without what differs between runs: times, paths, ids, numbers of runs."""
    kernel = notebook["metadata"].get("kernelspec")
    notebook["metadata"] = {"kernelspec": kernel} if kernel else {}
    for place, cell in enumerate(notebook["cells"], start=1):
        cell["id"] = f"cell-{place}"
        cell["metadata"] = {"tags": cell["metadata"]["tags"]} if cell["metadata"].get("tags") else {}
        if cell["cell_type"] == "code":
            cell["execution_count"] = None
            for output in cell["outputs"]:
                output.pop("execution_count", None)
    return notebook


def leak(_: Tell) -> None:
    raise RuntimeError("20120319-2030")


def fill_the_disk(_: Tell) -> None:
    raise OSError(28, "No space left on device", "20120319-2030")


def pid_and_key(_: Tell) -> tuple[int, str]:
    return os.getpid(), os.environ["TSI_EVAL_KEY_FILE"]


def pid(_: Tell) -> int:
    return os.getpid()


def hang(path: str, _: Tell) -> None:
    child = subprocess.Popen(["sleep", "600"])
    Path(f"{path}.new").write_text(f"{os.getpid()} {child.pid}", encoding="utf-8")
    Path(f"{path}.new").rename(path)
    time.sleep(600)


def hang_in_a_process(path: str) -> None:
    Processes().do(hang, path, seconds=600, tell=print)


def modules_loaded_by(work: Callable[..., Any], arguments: tuple[Any, ...], tell: Tell) -> set[str]:
    """Do a piece of work, and return which libraries and modules of ours it had to load for it."""
    before = set(sys.modules)
    work(*arguments, tell)
    loaded = set(sys.modules) - before
    libraries = {name.partition(".")[0] for name in loaded} - before - sys.stdlib_module_names
    return libraries | {name for name in loaded if name.startswith("tsi_eval.")}


def stop_yourself(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGSTOP)

"""A warmed process: it may be forked safely, and a report finds everything loaded in it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from small_projects import HERE, Files, make
from work_for_tests import modules_loaded_by, quiet

from tsi_eval.making.processes import Processes
from tsi_eval.making.run import released_text
from tsi_eval.report.render import render

ASK = """
import gc, os, sys, threading
import tsi_eval.making.warm_up
print(threading.active_count(), len(os.listdir("/proc/self/task")))
print(gc.get_freeze_count() > 100_000, "rfc3987_syntax" in sys.modules and sys.modules["rfc3987_syntax"] is None)
print(*(os.environ[name] for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks from a warmed process")
def test_a_warmed_process_has_one_thread_and_what_it_loaded_is_shared() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}

    done = subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True)

    assert ["1 1", "True True", "1 1 1"] == done.stdout.splitlines()


def test_a_report_loads_no_library_that_a_warmed_process_has_not(
    processes: Processes, tiny_pilot: Files, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project = make(tmp_path_factory.mktemp("warm") / "p", tiny_pilot, "tiny")
    released = released_text(project, "tiny", quiet)
    notebook = HERE.notebook.read_text(encoding="utf-8")

    first = processes.do(modules_loaded_by, released_text, (project, "tiny"), seconds=120, tell=quiet)
    formats = ("html", "pdf", "docx")
    second = processes.do(modules_loaded_by, render, (released, notebook, "sv", formats), seconds=120, tell=quiet)

    assert set() == first
    assert set() == second

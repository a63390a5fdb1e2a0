"""A process warmed for reports alone: no thread, nothing that reads rows, all that it needs."""

from __future__ import annotations

import subprocess
import sys

import pytest
from small_projects import HERE, Files, make
from work_for_tests import modules_loaded_by, quiet

from tsi_eval.making.processes import Processes
from tsi_eval.making.run import released_text
from tsi_eval.making.worker import WARM_REPORT
from tsi_eval.report.render import render

ASK = """
import gc, os, sys, threading
import tsi_eval.making.warm_up_report
print(threading.active_count(), len(os.listdir("/proc/self/task")))
print(*(name in sys.modules for name in ("pandas", "tsi_eval.ingest", "tsi_eval.protect.pseudonyms", "tsi_eval.study")))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks from a warmed process")
def test_it_has_one_thread_and_nothing_that_reads_rows() -> None:
    done = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)

    assert ["1 1", "False False False False"] == done.stdout.splitlines()


def test_a_report_can_be_made_by_workers_that_know_no_rows(
    tiny_pilot: Files, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project = make(tmp_path_factory.mktemp("warm") / "p", tiny_pilot, "tiny")
    released = released_text(project, "tiny", quiet)
    notebook = HERE.notebook.read_text(encoding="utf-8")
    asked = released, notebook, "sv", ("html", "pdf", "docx")

    # A spawned worker has loaded nothing but what it was told to.
    with Processes(forks=False, warm=WARM_REPORT) as processes:
        loaded = processes.do(modules_loaded_by, render, asked, seconds=240, tell=quiet)

    assert set() == loaded

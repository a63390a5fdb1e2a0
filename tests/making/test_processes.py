"""Work in processes apart: the same as a kernel gives, and no way out but success or an error."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from small_projects import HERE, Files, make
from warmed import begun
from work_for_tests import (
    fill_the_disk,
    hang_in_a_process,
    leak,
    pid,
    pid_and_key,
    quiet,
    run_here,
    stop_yourself,
    stripped,
)

from tsi_eval import analyse, load_pilot, open_study, release
from tsi_eval.errors import ReportError
from tsi_eval.findings.released import to_json
from tsi_eval.language import Tell
from tsi_eval.making.processes import Processes, within
from tsi_eval.making.worker import Unexpected
from tsi_eval.report.render import render

NOTEBOOK = HERE.notebook


def text_of(*sources: str) -> str:
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    made.cells[0].metadata["tags"] = ["parameters"]
    return nbformat.writes(made)


def report_cells(*sources: str) -> str:
    return text_of("released = 'x'\nlanguage = 'sv'", *sources)


@pytest.fixture(scope="module")
def released(tiny_pilot: Files, tmp_path_factory: pytest.TempPathFactory) -> str:
    project = make(tmp_path_factory.mktemp("released") / "p", tiny_pilot, "tiny")
    return to_json(release(analyse(open_study(load_pilot(project.data / "tiny")))))


def gone(pid: int) -> bool:
    """Tell whether a process has ended, within the time that a machine may need to see it."""
    for _ in range(100):
        try:
            if Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False


def test_the_engine_gives_what_a_kernel_gives(released: str, processes: Processes, tmp_path: Path) -> None:
    (tmp_path / "released.json").write_text(released, encoding="utf-8")
    apart = processes.do(render, released, NOTEBOOK.read_text(encoding="utf-8"), "sv", (), seconds=120, tell=quiet)

    by_kernel = papermill.execute_notebook(
        str(NOTEBOOK),
        str(tmp_path / "executed.ipynb"),
        parameters={"released": "released.json", "language": "sv"},
        cwd=str(tmp_path),
        progress_bar=False,
    )

    assert nbformat.writes(stripped(by_kernel)) + "\n" == apart["follow_up_report.ipynb"].decode()


MANY_KINDS = (
    "print('a'); print('b')",
    "import sys; print('c', file=sys.stderr)",
    "from IPython.display import Markdown, display\ndisplay(Markdown('*x*'))\n1 + 1",
    "'text'",
    "None",
    "_ + 'x'",
    "import pandas as pd\npd.DataFrame({'a': [1.5]})",
    "%env HOME_OF_NOBODY=1",
    "x = 3;\nx;",
)


def test_outputs_of_every_kind_are_those_of_a_kernel(processes: Processes, tmp_path: Path) -> None:
    (tmp_path / "n.ipynb").write_text(text_of("language = 'sv'", *MANY_KINDS), encoding="utf-8")
    apart = processes.do(run_here, tmp_path, seconds=60, tell=quiet)

    by_kernel = papermill.execute_notebook(
        str(tmp_path / "n.ipynb"),
        None,
        parameters={"language": "en"},
        cwd=str(tmp_path),
        progress_bar=False,
        kernel_name="python3",
        language="python",
    )

    for one, other in zip(stripped(by_kernel).cells, apart.cells, strict=True):
        assert one == other


def test_failing_cell_is_said_without_its_text(released: str, processes: Processes) -> None:
    notebook = report_cells("int('20120319-2030')", "1")

    with pytest.raises(ReportError) as error:
        processes.do(render, released, notebook, "sv", ("html",), seconds=60, tell=quiet)

    assert "E171" == error.value.problems[0].code
    assert "ValueError" in str(error.value)
    assert "2030" not in str(error.value)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("import sys; sys.exit(0)", "E172"),
        ("raise SystemExit", "E172"),
        ("exit()", "E171"),
        ("quit()", "E171"),
        ("raise KeyboardInterrupt", "E171"),
        ("1 +", "E171"),
        ("import os; os._exit(0)", "E177"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "E177"),
    ],
)
def test_notebook_that_stops_early_is_no_success(released: str, processes: Processes, source: str, code: str) -> None:
    with pytest.raises(ReportError) as error:
        processes.do(render, released, report_cells(source, "1"), "sv", ("html",), seconds=60, tell=quiet)

    assert code == error.value.problems[0].code


HANGS = ("import time; time.sleep(600)", "while True: pass", "import signal; signal.pause()")


def test_hanging_cells_are_stopped_from_outside_with_what_they_started(
    released: str, processes: Processes, tmp_path: Path
) -> None:
    def code_of(hang: str, pids: Path) -> str:
        begin = "import os, subprocess; p = subprocess.Popen(['sleep', '600'])"
        child = f"{begin}; open({str(pids)!r}, 'w').write(f'{{os.getpid()}} {{p.pid}}')"
        with pytest.raises(ReportError) as error:
            processes.do(render, released, report_cells(child, hang), "sv", ("html",), seconds=6, tell=quiet)
        return error.value.problems[0].code

    files = [tmp_path / str(i) for i in range(len(HANGS))]
    with ThreadPoolExecutor(len(HANGS)) as threads:  # all at once, since each of them waits
        codes = list(threads.map(code_of, HANGS, files))

    assert ["E178"] * 3 == codes
    pids = [int(word) for file in files for word in file.read_text().split()]
    assert 6 == len(pids)
    assert all(map(gone, pids))


def test_process_that_does_not_even_read_is_stopped(processes: Processes) -> None:
    started = time.monotonic()

    with pytest.raises(ReportError) as error:
        processes.do(stop_yourself, "x" * 10_000_000, seconds=3, tell=quiet)

    assert "E178" == error.value.problems[0].code
    assert time.monotonic() - started < 30


def test_unexpected_error_has_a_place_and_no_text(processes: Processes) -> None:
    with pytest.raises(Unexpected) as error:
        processes.do(leak, seconds=60, tell=quiet)

    assert ("RuntimeError", "work_for_tests.py") == (error.value.kind, error.value.place.split(":")[0])
    assert "2030" not in str(error.value)


def test_each_work_has_a_process_of_its_own_and_todays_environment(
    processes: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = processes.do(pid_and_key, seconds=60, tell=quiet)
    monkeypatch.setenv("TSI_EVAL_KEY_FILE", "/elsewhere")
    second, key = processes.do(pid_and_key, seconds=60, tell=quiet)

    assert len({first, second, os.getpid()}) == 3
    assert key == "/elsewhere"


def test_without_fork_a_process_is_used_again_for_the_same_kind_of_work_only() -> None:
    with Processes(forks=False) as spawned:
        first, again = (spawned.do(pid_and_key, seconds=120, tell=quiet)[0] for _ in range(2))
        other = spawned.do(pid, seconds=120, tell=quiet)

    assert first == again
    assert other not in {first, os.getpid()}
    assert gone(first)


def test_without_fork_three_reports_in_one_process_have_the_bytes_of_forked_ones(
    released: str, processes: Processes
) -> None:
    notebook = NOTEBOOK.read_text(encoding="utf-8")
    forked = processes.do(render, released, notebook, "sv", ("html",), seconds=120, tell=quiet)

    with Processes(forks=False) as spawned:
        for _ in range(3):
            assert forked == spawned.do(render, released, notebook, "sv", ("html",), seconds=120, tell=quiet)


def test_after_a_stop_nothing_is_started() -> None:
    processes = Processes()
    processes.do(pid, seconds=60, tell=quiet)
    processes.stop()

    with pytest.raises(ReportError) as error:
        processes.do(pid, seconds=60, tell=quiet)

    assert "E177" == error.value.problems[0].code


def test_full_disk_is_said_as_such(processes: Processes) -> None:
    with pytest.raises(ReportError) as error:
        processes.do(fill_the_disk, seconds=60, tell=quiet)

    assert "E199" == error.value.problems[0].code
    assert "2030" not in str(error.value)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_nothing_goes_on_after_its_parent(processes: Processes, tmp_path: Path, how: signal.Signals) -> None:
    processes.do(pid, seconds=60, tell=quiet)  # the warmed process is there before the parent is
    pids = tmp_path / "pids"
    parent = begun(tmp_path, hang_in_a_process, str(pids))
    try:
        for _ in range(600):
            if pids.exists():
                break
            time.sleep(0.05)
    finally:
        assert parent.pid is not None
        os.kill(parent.pid, how)
        parent.join()

    assert -how == parent.exitcode
    assert 2 == len(pids.read_text().split())
    assert all(gone(int(word)) for word in pids.read_text().split())


class Slow:
    """A place that takes a tenth of a second for anything, and keeps what it was asked."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    def do(self, work: Callable[..., Any], *arguments: Any, seconds: float, tell: Tell) -> Any:
        self.seconds.append(seconds)
        time.sleep(0.1)
        return work(*arguments, tell)


def test_pieces_of_work_share_their_seconds() -> None:
    place = Slow()
    do = within(10, place, quiet)

    assert [("a", quiet), ("b", quiet)] == [do(lambda *given: given, name) for name in ("a", "b")]

    assert 9.5 < place.seconds[0] <= 10
    assert place.seconds[1] <= place.seconds[0] - 0.1


def test_each_piece_of_work_has_a_process_of_its_own(processes: Processes) -> None:
    do = within(60, processes, quiet)

    assert 3 == len({os.getpid(), do(pid), do(pid)})

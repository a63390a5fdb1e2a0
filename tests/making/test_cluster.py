"""Reports on a cluster of real processes: the same bytes, no rows, and errors that come back."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import run
from small_projects import Files, append_cell, contents, make
from work_for_tests import quiet

from tsi_eval.errors import Problem, ReportError, UsageError
from tsi_eval.language import Message
from tsi_eval.making.cluster import Cluster, _on_worker
from tsi_eval.making.worker import Unexpected
from tsi_eval.project import Project


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a scheduler and two workers over TCP, as a user would, and give the address."""
    folder = tmp_path_factory.mktemp("cluster")
    running: list[subprocess.Popen[bytes]] = []
    # The workers stand in a folder without data: what they are not sent they can't have.
    empty = folder / "worker"
    empty.mkdir()

    def start(*words: str) -> None:
        words = (sys.executable, "-W", "ignore", "-m", "distributed.cli." + words[0], *words[1:])
        with (folder / "cluster.log").open("ab") as log:
            running.append(subprocess.Popen(words, cwd=empty, stdout=log, stderr=log))

    about = folder / "scheduler.json"
    start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(about))
    for _ in range(400):
        if about.exists() and about.stat().st_size:
            break
        time.sleep(0.05)
    options = ("--no-dashboard", "--nworkers", "2", "--nthreads", "1", "--local-directory", str(empty))
    start("dask_worker", "--scheduler-file", str(about), *options)
    yield str(json.loads(about.read_text())["address"])
    for process in reversed(running):
        process.terminate()
    for process in running:
        process.wait(timeout=30)


class TestARealCluster:
    """Two workers in other processes, in a folder without data."""

    @pytest.fixture
    def elsewhere(self, tmp_path: Path, tiny_pilot: Files) -> Project:
        return make(tmp_path / "en mapp med å och blanksteg", tiny_pilot, "a", "b")

    def test_reports_have_the_same_bytes(self, first: dict[str, str], elsewhere: Project, address: str) -> None:
        assert run(elsewhere, "report", "--all", "--workers", "2", "--cluster", address) == 0
        assert first == contents(elsewhere.reports)

    def test_rows_never_go_to_the_cluster_and_its_errors_come_back(
        self, elsewhere: Project, address: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        append_cell(elsewhere, "1 / 0")

        assert run(elsewhere, "report", "a", "--cluster", address) == 6
        assert "E171 " in capsys.readouterr().err


class Client:
    """A stand-in for a cluster's client, whose tasks end as it is told."""

    def __init__(self, ending: Any) -> None:
        self.ending, self.cancelled = ending, False

    def submit(self, *_: object, **__: object) -> Client:
        return self

    def result(self, **_: object) -> Any:
        if isinstance(self.ending, Exception):
            raise self.ending
        return self.ending

    def cancel(self) -> None:
        self.cancelled = True


def cluster_of(ending: Any) -> Cluster:
    made = object.__new__(Cluster)
    made._client = Client(ending)
    return made


def test_messages_are_told_in_order_and_the_answer_returned() -> None:
    messages: list[Message] = []

    answer = cluster_of(([Message("x"), Message("y")], 7, None)).do(len, "abc", seconds=1, tell=messages.append)

    assert 7 == answer
    assert ["x", "y"] == [message.key for message in messages]


def test_an_error_on_a_worker_is_raised_here_after_what_it_told() -> None:
    messages: list[Message] = []
    problems = (Problem(code="E171", params={"cell": 3}),)

    with pytest.raises(ReportError) as error:
        cluster_of(([Message("x")], None, (ReportError, problems))).do(len, seconds=1, tell=messages.append)

    assert problems == error.value.problems
    assert ["x"] == [message.key for message in messages]


@pytest.mark.parametrize(
    ("ending", "code", "cancelled"),
    [(TimeoutError("120319-2030"), "E178", True), (RuntimeError("120319-2030"), "E177", False)],
)
def test_a_late_or_lost_worker_is_said_without_a_text(ending: Exception, code: str, cancelled: bool) -> None:
    cluster = cluster_of(ending)

    with pytest.raises(ReportError) as error:
        cluster.do(len, seconds=1, tell=quiet)

    assert code == error.value.problems[0].code
    assert "2030" not in str(error.value)
    assert cancelled == cluster._client.cancelled


def test_a_fault_in_the_package_stays_one() -> None:
    with pytest.raises(Unexpected) as error:
        cluster_of(Unexpected("KeyError", "x.py:1")).do(len, seconds=1, tell=quiet)

    assert ("KeyError", "x.py:1") == (error.value.kind, error.value.place)


def test_an_error_leaves_a_worker_as_its_kind_and_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    class Refusing:
        def do(self, *_: object, tell: Callable[[Message], None], **__: object) -> None:
            tell(Message("x"))
            raise ReportError(Problem(code="E171"))

    monkeypatch.setattr("tsi_eval.making.cluster._processes", Refusing())

    messages, answer, error = _on_worker(len, (), 1)

    assert (["x"], None) == ([message.key for message in messages], answer)
    assert (ReportError, (Problem(code="E171"),)) == error


def test_an_address_where_nobody_answers_is_refused() -> None:
    with pytest.raises(UsageError) as error:
        Cluster("nowhere")

    assert "E198" == error.value.problems[0].code

"""Many reports: what fails stops no other, what is unchanged is left, a kill breaks nothing."""

from __future__ import annotations

import io
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from contextlib import redirect_stderr
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from command_line import run
from small_projects import Files, append_cell, contents, make, put, times
from warmed import begun

from tsi_eval.cli import main
from tsi_eval.making.publish import alone
from tsi_eval.project import Project

FAST = ("--formats", "html")
ENGLISH = ("--language", "en")
AS_MADE = (*ENGLISH, "--formats", "html,docx")


def started(project: Project, *words: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tsi_eval", *words],
        cwd=project.root,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        # Whoever started the tests in the background may have had interrupts ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )


@dataclass(frozen=True)
class Batch:
    """A batch that has ended: its project, its exit code, and what it printed."""

    project: Project
    code: int
    printed: str


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory, tiny_pilot: Files) -> Batch:
    """Make the reports of three pilots, two at a time; the second one's data are broken."""
    project = make(tmp_path_factory.mktemp("batch") / "p", tiny_pilot, "a", "b", "c")
    put(project.root, {"forms.csv": ""}, "b")
    with redirect_stderr(io.StringIO()) as printed:
        code = run(project, "report", "--all", "--workers", "2", *ENGLISH, *FAST)
    return Batch(project, code, printed.getvalue())


class TestOneOfThreeFails:
    """Three pilots, two at a time; the second one's data are broken."""

    def test_one_that_fails_stops_no_other(self, batch: Batch) -> None:
        assert 4 == batch.code
        assert {"a", "c"} == {path.name for path in batch.project.reports.iterdir() if (path / "draft" / "en").is_dir()}
        assert "b: could not be made." in batch.printed
        assert "3 of 3 ended, 1 failed. Running: –" in batch.printed
        assert "Made: 2. Unchanged: 0. Failed: 1 (b)." in batch.printed

    def test_what_has_not_changed_is_left_as_it_is(self, batch: Batch, capsys: pytest.CaptureFixture[str]) -> None:
        before = times(batch.project.report("a", "en", draft=True))

        assert run(batch.project, "report", "a", "c", *ENGLISH, *FAST) == 0

        assert "Made: 0. Unchanged: 2. Failed: 0." in capsys.readouterr().err
        assert before == times(batch.project.report("a", "en", draft=True))


def test_force_makes_it_again_with_the_same_bytes(project: Project) -> None:
    before, old = times(project.report("a", "en", draft=True)), contents(project.report("a", "en", draft=True))

    assert run(project, "report", "a", "--force", *AS_MADE) == 0

    assert old == contents(project.report("a", "en", draft=True))
    assert not before.items() & times(project.report("a", "en", draft=True)).items()


@pytest.mark.parametrize("change", ["data", "declaration", "notebook", "output", "gone", "added"])
def test_what_has_changed_is_made_again(
    project: Project, change: str, tiny_pilot: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, data = project.report("a", "en", draft=True), project.data / "a"
    if change == "data":
        (data / "forms.csv").write_text(tiny_pilot["forms.csv"].replace("2023-09-15", "2023-09-18"))
    elif change == "declaration":
        (data / "pilot.toml").write_text(tiny_pilot["pilot.toml"].replace("Tiny pilot", "Small pilot"))
    elif change == "notebook":
        append_cell(project, "report.limits()")
    elif change == "output":
        (folder / "estimates.csv").write_text("mine")
    elif change == "gone":
        (folder / "estimates.csv").unlink()
    else:
        (folder / "more.txt").write_text("mine")

    assert run(project, "report", "a", *AS_MADE) == 0

    assert "a: done in" in capsys.readouterr().err
    assert (folder / "estimates.csv").stat().st_size > 100


def test_other_formats_are_made_again(project: Project) -> None:
    assert run(project, "report", "a", *ENGLISH, "--formats", "html") == 0

    names = {path.name for path in project.report("a", "en", draft=True).iterdir()}
    assert "follow_up_report.html" in names
    assert not {"follow_up_report.docx", "follow_up_report.pdf"} & names


CELLS = {
    "fails": ("1 / 0", "E171", "60"),
    "exits": ("import sys; sys.exit(0)", "E172", "60"),
    "hangs": ("import time; time.sleep(600)", "E178", "6"),
    "is killed": ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "E177", "60"),
}


@pytest.mark.parametrize("kind", CELLS)
def test_bad_notebook_leaves_the_old_report_and_nothing_else(
    project: Project, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    source, code, deadline = CELLS[kind]
    before = contents(project.reports)
    append_cell(project, source)

    assert run(project, "report", "a", "--deadline", deadline, *AS_MADE) == 6

    assert f"{code} " in capsys.readouterr().err
    assert before == contents(project.reports)
    assert {"draft"} == {path.name for path in (project.reports / "a").iterdir()}
    assert {"en"} == {path.name for path in (project.reports / "a" / "draft").iterdir()}


def test_two_runs_of_one_report_at_once_are_refused(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    with alone(project.reports_of("a"), "a"):
        assert run(project, "report", "a", *AS_MADE) == 6

    assert "E179 " in capsys.readouterr().err
    assert run(project, "report", "a", *AS_MADE) == 0


@pytest.mark.parametrize("place", ["reports", "reports/a", "reports/a/draft", "reports/a/draft/sv"])
def test_a_file_in_the_way_is_left_alone(
    tmp_path: Path, files: Files, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    project = make(tmp_path / "p", files, "a")
    (project.root / place).parent.mkdir(parents=True, exist_ok=True)
    (project.root / place).write_text("mine")

    assert run(project, "report", "a", *FAST) == 6
    assert "E174 " in capsys.readouterr().err
    assert (project.root / place).read_text() == "mine"


@pytest.mark.parametrize("most", [20_000, pytest.param(200_000, marks=pytest.mark.slow)])
def test_a_full_disk_leaves_the_old_report(project: Project, most: int) -> None:
    before = contents(project.reports)

    done = subprocess.run(
        [sys.executable, "-m", "tsi_eval", "report", "a", "--force", *AS_MADE],
        cwd=project.root,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
        check=False,
    )

    assert done.returncode == 6
    assert done.stderr.splitlines()[-5].startswith(("E174 ", "E199 "))
    assert before == contents(project.reports)


def whole(folder: Path) -> bool:
    """Tell whether a report's folder holds exactly the files that it says it was written with."""
    made = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))["outputs_sha256"]
    return {**made} == {name: digest for name, digest in contents(folder).items() if name != "provenance.json"}


def of_one_question(files: Files) -> Files:
    """Return a pilot's files with its first question only: a kill meets the same steps, sooner."""
    declared, first, *_ = files["questions.toml"].split("[[question]]")
    return {**files, "questions.toml": f"{declared}[[question]]{first}"}


def wait_for_a_report(project: Project, batch: BaseProcess) -> None:
    while batch.is_alive() and not list(project.reports.glob("*/draft/sv")):
        time.sleep(0.01)


def kill_at_random(root: Path, files: Files, kills: int, seed: int) -> None:
    """Kill batches at random moments, then let one end.

    After each kill, every report under a final name is whole. The last run gives the same bytes as
    one that nobody disturbed, and leaves nothing else.
    """
    names, files = ("a", "b", "c"), of_one_question(files)
    calm = make(root / "calm", files, *names)
    began = time.monotonic()
    undisturbed = begun(calm.root, main, ["report", "--all", "--workers", "2", *FAST])
    undisturbed.join()
    assert undisturbed.exitcode == 0
    # The moments follow how long a batch takes here and now: on a busy machine all would else fall
    # before the first report.
    whole_batch = time.monotonic() - began
    project = make(root / "p", files, *names)
    chance = random.Random(seed)  # noqa: S311  when to kill, not a secret
    seen = 0
    for i in range(kills):
        batch = begun(project.root, main, ["report", "--all", "--workers", "2", *(["--force"] if i % 2 else []), *FAST])
        if i % 2:  # always some kills after a report got its name, however slow the machine has become
            wait_for_a_report(project, batch)
        time.sleep(chance.uniform(0.1, 0.7 if i % 2 else 1.2) * whole_batch)
        batch.kill()
        batch.join()
        for folder in project.reports.glob("*/draft/sv"):
            seen += 1
            assert whole(folder), folder
        assert not list(project.reports.glob("*/*.html")) + list(project.reports.glob("*/draft/*.html"))

    for _ in range(50):  # what the last kill left may still be dying
        if run(project, "report", "--all", "--workers", "2", *FAST) == 0:
            break
        time.sleep(0.2)
    assert seen
    assert contents(calm.reports) == contents(project.reports)
    assert not list(project.reports.rglob(".*"))


def test_kills_at_random_break_nothing(tmp_path: Path, files: Files) -> None:
    kill_at_random(tmp_path, files, kills=5, seed=4)


@pytest.mark.slow
def test_a_hundred_kills_at_random_break_nothing(tmp_path: Path, files: Files) -> None:
    kill_at_random(tmp_path, files, kills=100, seed=5)


def test_interrupt_stops_what_is_running(tmp_path: Path, files: Files) -> None:
    project = make(tmp_path / "p", files, "a")
    append_cell(project, f"open({str(tmp_path / 'begun')!r}, 'w').close(); import time; time.sleep(600)")
    batch = started(project, "report", "a", *FAST)
    for _ in range(600):
        if (tmp_path / "begun").exists():
            break
        time.sleep(0.05)

    batch.send_signal(signal.SIGINT)
    try:
        assert batch.wait(timeout=30) == 130
    finally:
        batch.kill()
        batch.wait()
    assert not project.reports.exists()


class TestTheSameBytes:
    """Every file of a report, however and wherever it is made."""

    @pytest.fixture
    def elsewhere(self, tmp_path: Path, tiny_pilot: Files) -> Project:
        return make(tmp_path / "en mapp med å och blanksteg", tiny_pilot, "a", "b")

    def test_all_formats_are_there(self, first: dict[str, str]) -> None:
        assert {"html", "pdf", "docx"} <= {name.rpartition(".")[2] for name in first}

    def test_two_workers_in_another_folder(self, first: dict[str, str], elsewhere: Project) -> None:
        assert run(elsewhere, "report", "--all", "--workers", "2") == 0
        assert first == contents(elsewhere.reports)

    @pytest.mark.parametrize(
        "environment",
        [
            {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "COLUMNS": "20"},
            {"TZ": "America/Los_Angeles", "LC_ALL": "sv_SE.UTF-8", "LANG": "sv_SE.UTF-8", "PYTHONHASHSEED": "2"},
        ],
        ids=["Kiritimati-C", "Los_Angeles-sv"],
    )
    def test_another_time_zone_locale_and_hash_seed(
        self, first: dict[str, str], elsewhere: Project, environment: dict[str, str]
    ) -> None:
        assert started(elsewhere, "report", "a", **environment).wait() == 0
        assert {name: digest for name, digest in first.items() if name.startswith("a/")} == contents(elsewhere.reports)

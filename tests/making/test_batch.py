"""Many reports: what fails stops no other, what is unchanged is left, a kill breaks nothing, the bytes are always the same."""

from __future__ import annotations

import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import nbformat
import pytest
from command_line import run

from tsi_eval.cli import main
from tsi_eval.making.publish import alone
from tsi_eval.project import Project, find_project

HERE = find_project(Path(__file__).parent)
FAST = ("--formats", "html")
Files = dict[str, str]


def make(root: Path, files: Mapping[str, str], *names: str) -> Project:
    """Make a project with pilots that hold the same files."""
    shutil.copytree(HERE.root / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    for name in names:
        put(root, files, name)
    return Project(root=root)


def put(root: Path, files: Mapping[str, str], name: str) -> None:
    folder = root / "data_raw" / name
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in files.items():
        (folder / file).write_text(text, encoding="utf-8")


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


def contents(folder: Path) -> dict[str, str]:
    """Return the hash of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def times(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}


@pytest.fixture
def files(tiny_pilot: Files) -> Files:
    return dict(tiny_pilot)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, tiny_pilot: Files) -> Project:
    return make(tmp_path_factory.mktemp("batch") / "p", tiny_pilot, "a", "b", "c")


class TestOneAfterTheOther:
    """A project in which one pilot's data are broken."""

    def test_one_that_fails_stops_no_other(self, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
        put(project.root, {"forms.csv": ""}, "b")

        assert run(project, "report", "--all", "--workers", "2", "--language", "en", *FAST) == 4

        said = capsys.readouterr().err
        assert {"a", "c"} == {path.name for path in project.reports.iterdir() if (path / "en").is_dir()}
        assert "b: could not be made." in said
        assert "3 of 3 ended, 1 failed. Running: –" in said
        assert "Made: 2. Unchanged: 0. Failed: 1 (b)." in said

    def test_what_has_not_changed_is_left_as_it_is(self, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
        before = times(project.report("a", "en"))

        assert run(project, "report", "a", "c", "--language", "en", *FAST) == 0

        assert "Made: 0. Unchanged: 2. Failed: 0." in capsys.readouterr().err
        assert before == times(project.report("a", "en"))

    def test_force_makes_it_again_with_the_same_bytes(self, project: Project) -> None:
        before, old = times(project.report("a", "en")), contents(project.report("a", "en"))

        assert run(project, "report", "a", "--language", "en", "--force", *FAST) == 0

        assert old == contents(project.report("a", "en"))
        assert not before.items() & times(project.report("a", "en")).items()

    @pytest.mark.parametrize("change", ["data", "declaration", "notebook", "output", "gone", "added"])
    def test_what_has_changed_is_made_again(
        self, project: Project, change: str, tiny_pilot: Files, capsys: pytest.CaptureFixture[str]
    ) -> None:
        put(project.root, tiny_pilot, "a")
        run(project, "report", "a", "--language", "en", *FAST)
        folder, data = project.report("a", "en"), project.data / "a"
        if change == "data":
            (data / "forms.csv").write_text(tiny_pilot["forms.csv"].replace("2023-09-15", "2023-09-18"))
        elif change == "declaration":
            (data / "pilot.toml").write_text(tiny_pilot["pilot.toml"].replace("Tiny pilot", "Small pilot"))
        elif change == "notebook":
            notebook = nbformat.read(project.notebook, as_version=4)
            notebook.cells.append(nbformat.v4.new_markdown_cell("More."))
            nbformat.write(notebook, project.notebook)
        elif change == "output":
            (folder / "estimates.csv").write_text("mine")
        elif change == "gone":
            (folder / "estimates.csv").unlink()
        else:
            (folder / "more.txt").write_text("mine")
        capsys.readouterr()

        assert run(project, "report", "a", "--language", "en", *FAST) == 0

        assert "a: done in" in capsys.readouterr().err
        assert (folder / "estimates.csv").stat().st_size > 100

    def test_other_formats_are_made_again(self, project: Project, tiny_pilot: Files) -> None:
        put(project.root, tiny_pilot, "a")

        assert run(project, "report", "a", "--language", "en", "--formats", "html,docx") == 0

        names = {path.name for path in project.report("a", "en").iterdir()}
        assert {"follow_up_report.html", "follow_up_report.docx"} <= names
        assert "follow_up_report.pdf" not in names

    def test_a_format_is_made_again_without_executing(self, project: Project, tiny_pilot: Files) -> None:
        put(project.root, tiny_pilot, "a")
        run(project, "report", "a", "--language", "en", "--formats", "html,docx")
        folder = project.report("a", "en")
        before = contents(folder)
        kept = project.notebook.read_bytes()
        project.notebook.write_text("no notebook")
        try:
            assert run(project, "render", "a", "--language", "en", "--formats", "html", "pdf") == 0
        finally:
            project.notebook.write_bytes(kept)

        after = contents(folder)
        assert before.items() - after.items() == {("provenance.json", before["provenance.json"])}
        assert after.keys() - before.keys() == {"follow_up_report.pdf"}
        made = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
        assert made["formats"] == ["docx", "html", "pdf"]
        assert made["outputs_sha256"] == {name: digest for name, digest in after.items() if name != "provenance.json"}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["report", "a", "--formats", "odt"], "E194"),
        (["report", "a", "--language", "fi"], "E191"),
        (["report", "../a"], "E161"),
        (["render", "a"], "E196"),
        (["verify", "a"], "E196"),
        (["report", "a", "--cluster", "nowhere"], "E198"),
    ],
)
def test_a_wrong_call_is_refused_and_nothing_is_written(
    tmp_path: Path, files: Files, capsys: pytest.CaptureFixture[str], words: list[str], code: str
) -> None:
    project = make(tmp_path / "p", files, "a")

    assert run(project, *words) == 2
    assert capsys.readouterr().err.splitlines()[0].startswith(f"{code} ") or code in capsys.readouterr().err
    assert not list(project.reports.rglob("*.html"))


@pytest.mark.parametrize("words", [["--workers", "0"], ["--workers", "two"], ["--deadline", "-1"]])
def test_workers_and_deadline_are_whole_numbers_from_one(words: list[str]) -> None:
    with pytest.raises(SystemExit) as error:
        main(["report", "a", *words])

    assert 2 == error.value.code


CELLS = {
    "fails": ("1 / 0", "E171", 6),
    "exits": ("import sys; sys.exit(0)", "E172", 6),
    "hangs": ("import time; time.sleep(600)", "E178", 6),
    "is killed": ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "E177", 6),
}


@pytest.mark.parametrize("kind", CELLS)
def test_bad_notebook_leaves_the_old_report_and_nothing_else(
    tmp_path: Path, files: Files, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    source, code, exit_code = CELLS[kind]
    project = make(tmp_path / "p", files, "a")
    assert run(project, "report", "a", *FAST) == 0
    before = contents(project.reports)
    notebook = nbformat.read(project.notebook, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(source))
    nbformat.write(notebook, project.notebook)

    assert run(project, "report", "a", "--deadline", "12", *FAST) == exit_code

    assert f"{code} " in capsys.readouterr().err
    assert before == contents(project.reports)
    assert {"deliveries", "sv"} == {path.name for path in (project.reports / "a").iterdir()}


def test_two_runs_of_one_report_at_once_are_refused(
    tmp_path: Path, files: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make(tmp_path / "p", files, "a")

    with alone(project.report("a", "sv"), "a"):
        assert run(project, "report", "a", *FAST) == 6

    assert "E179 " in capsys.readouterr().err
    assert run(project, "report", "a", *FAST) == 0


@pytest.mark.parametrize("place", ["reports", "reports/a", "reports/a/sv"])
def test_a_file_in_the_way_is_left_alone(
    tmp_path: Path, files: Files, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    project = make(tmp_path / "p", files, "a")
    (project.root / place).parent.mkdir(parents=True, exist_ok=True)
    (project.root / place).write_text("mine")

    assert run(project, "report", "a", *FAST) == 6
    assert "E174 " in capsys.readouterr().err
    assert (project.root / place).read_text() == "mine"


@pytest.mark.parametrize("most", [20_000, 200_000])
def test_a_full_disk_leaves_the_old_report(tmp_path: Path, files: Files, most: int) -> None:
    project = make(tmp_path / "p", files, "a")
    assert run(project, "report", "a", *FAST) == 0
    before = contents(project.reports)

    done = subprocess.run(
        [sys.executable, "-m", "tsi_eval", "report", "a", "--force", *FAST],
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


def kill_at_random(root: Path, files: Files, kills: int, seed: int) -> None:
    """Kill batches at random moments; after each, every report under a final name is whole; a last run ends them all."""
    names = ("a", "b", "c")
    calm = make(root / "calm", files, *names)
    began = time.monotonic()
    assert started(calm, "report", "--all", "--workers", "2", *FAST).wait() == 0
    # The moments follow how long a batch takes here and now: on a busy machine all would else fall
    # before the first report.
    whole_batch = time.monotonic() - began
    project = make(root / "p", files, *names)
    chance = random.Random(seed)  # noqa: S311  when to kill, not a secret
    seen = 0
    for i in range(kills):
        batch = started(project, "report", "--all", "--workers", "2", *(["--force"] if i % 2 else []), *FAST)
        time.sleep(chance.uniform(0.1, 1.2) * whole_batch)
        batch.send_signal(signal.SIGKILL)
        batch.wait()
        for folder in project.reports.glob("*/sv"):
            seen += 1
            assert whole(folder), folder
        assert not list(project.reports.glob("*/*.html"))

    for _ in range(50):  # what the last kill left may still be dying
        if run(project, "report", "--all", "--workers", "2", *FAST) == 0:
            break
        time.sleep(0.2)
    assert seen
    assert contents(calm.reports) == contents(project.reports)
    left = {path.name for path in project.reports.rglob(".*")}
    assert not left


def test_kills_at_random_break_nothing(tmp_path: Path, files: Files) -> None:
    kill_at_random(tmp_path, files, kills=10, seed=4)


@pytest.mark.slow
def test_a_hundred_kills_at_random_break_nothing(tmp_path: Path, files: Files) -> None:
    kill_at_random(tmp_path, files, kills=100, seed=5)


def test_interrupt_stops_what_is_running(tmp_path: Path, files: Files) -> None:
    project = make(tmp_path / "p", files, "a")
    notebook = nbformat.read(project.notebook, as_version=4)
    notebook.cells.append(
        nbformat.v4.new_code_cell(f"open({str(tmp_path / 'begun')!r}, 'w').close(); import time; time.sleep(600)")
    )
    nbformat.write(notebook, project.notebook)
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


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, tiny_pilot: Files) -> dict[str, str]:
    project = make(tmp_path_factory.mktemp("first") / "p", tiny_pilot, "a", "b", "c")
    assert run(project, "report", "--all") == 0
    return contents(project.reports)


class TestTheSameBytes:
    """Every file of a report, however and wherever it is made."""

    @pytest.fixture
    def project(self, tmp_path: Path, tiny_pilot: Files) -> Project:
        return make(tmp_path / "en mapp med å och blanksteg", tiny_pilot, "a", "b", "c")

    def test_all_formats_are_there(self, first: dict[str, str]) -> None:
        assert {"html", "pdf", "docx"} <= {name.rpartition(".")[2] for name in first}

    def test_two_workers_in_another_folder(self, first: dict[str, str], project: Project) -> None:
        assert run(project, "report", "--all", "--workers", "2") == 0
        assert first == contents(project.reports)

    @pytest.mark.parametrize(
        "environment",
        [
            {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "COLUMNS": "20"},
            {"TZ": "America/Los_Angeles", "LC_ALL": "sv_SE.UTF-8", "LANG": "sv_SE.UTF-8", "PYTHONHASHSEED": "2"},
        ],
        ids=["Kiritimati-C", "Los_Angeles-sv"],
    )
    def test_another_time_zone_locale_and_hash_seed(
        self, first: dict[str, str], project: Project, environment: dict[str, str]
    ) -> None:
        assert started(project, "report", "--all", **environment).wait() == 0
        assert first == contents(project.reports)

    def test_a_cluster_of_real_processes(
        self, first: dict[str, str], project: Project, cluster: Callable[[], str]
    ) -> None:
        assert run(project, "report", "--all", "--workers", "2", "--cluster", cluster()) == 0
        assert first == contents(project.reports)

    def test_rows_never_go_to_the_cluster_and_its_errors_come_back(
        self, project: Project, cluster: Callable[[], str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        notebook = nbformat.read(project.notebook, as_version=4)
        notebook.cells.append(nbformat.v4.new_code_cell("1 / 0"))
        nbformat.write(notebook, project.notebook)

        assert run(project, "report", "a", "--cluster", cluster()) == 6
        assert "E171 " in capsys.readouterr().err

    @pytest.fixture
    def cluster(self, tmp_path: Path) -> Iterator[Callable[[], str]]:
        """Start a scheduler and two workers over TCP, as a user would, and give the address."""
        running: list[subprocess.Popen[bytes]] = []
        # The workers stand in a folder without data: what they are not sent they can't have.
        empty = tmp_path / "worker"
        empty.mkdir()

        def start(*words: str) -> None:
            words = (sys.executable, "-W", "ignore", "-m", "distributed.cli." + words[0], *words[1:])
            log = (tmp_path / "cluster.log").open("ab")
            running.append(subprocess.Popen(words, cwd=empty, stdout=log, stderr=log))
            log.close()

        def ready() -> str:
            about = tmp_path / "scheduler.json"
            start(
                "dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(about)
            )
            for _ in range(400):
                if about.exists() and about.stat().st_size:
                    break
                time.sleep(0.05)
            options = ("--no-dashboard", "--nworkers", "2", "--nthreads", "1", "--local-directory", str(empty))
            start("dask_worker", "--scheduler-file", str(about), *options)
            return str(json.loads(about.read_text())["address"])

        yield ready
        for process in reversed(running):
            process.terminate()
        for process in running:
            process.wait(timeout=30)

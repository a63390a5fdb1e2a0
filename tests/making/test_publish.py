"""A report folder appears whole or not at all, and one run at a time makes it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tsi_eval.errors import ReportError
from tsi_eval.making.publish import alone, publishing

HOLDER = """
import sys, time
from pathlib import Path
from tsi_eval.making.publish import alone, publishing
final = Path(sys.argv[1])
with alone(Path(sys.argv[2]), "p"), publishing(final, "p") as folder:
    (folder / "a.txt").write_text("half")
    print("held", flush=True)
    time.sleep(600)
"""


def fill(final: Path, text: str) -> None:
    with publishing(final, "p") as folder:
        (folder / "a.txt").write_text(text)


def test_folder_is_exchanged_whole(tmp_path: Path) -> None:
    fill(tmp_path / "r", "one")
    fill(tmp_path / "r", "two")

    assert "two" == (tmp_path / "r" / "a.txt").read_text()
    assert ["r"] == [item.name for item in tmp_path.iterdir()]


def test_error_inside_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    fill(tmp_path / "r", "one")

    with pytest.raises(ZeroDivisionError), publishing(tmp_path / "r", "p") as folder:
        (folder / "a.txt").write_text("half")
        raise ZeroDivisionError

    assert "one" == (tmp_path / "r" / "a.txt").read_text()
    assert ["r"] == [item.name for item in tmp_path.iterdir()]


def test_kill_between_the_two_renames_is_mended_by_the_next_run(tmp_path: Path) -> None:
    fill(tmp_path / "r", "one")
    (tmp_path / "r").rename(tmp_path / ".r.old")

    with pytest.raises(ZeroDivisionError), publishing(tmp_path / "r", "p"):
        raise ZeroDivisionError

    assert "one" == (tmp_path / "r" / "a.txt").read_text()


def test_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "r").write_text("mine")

    with pytest.raises(ReportError) as error:
        fill(tmp_path / "r", "one")

    assert "E174" == error.value.problems[0].code
    assert "mine" == (tmp_path / "r").read_text()


def test_a_second_run_is_refused_while_the_first_holds_the_pilot(tmp_path: Path) -> None:
    with alone(tmp_path / "p", "p"), pytest.raises(ReportError) as error, alone(tmp_path / "p", "p"):
        pass

    assert "E179" == error.value.problems[0].code


def test_another_pilot_can_be_held_at_the_same_time(tmp_path: Path) -> None:
    with alone(tmp_path / "p", "p"), alone(tmp_path / "q", "q"):
        assert {"p", "q"} == {folder.name for folder in tmp_path.iterdir()}


def test_a_run_that_wrote_nothing_leaves_no_folder(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    with alone(reports / "p", "p"):
        assert [".lock"] == [item.name for item in (reports / "p").iterdir()]

    assert not reports.exists()


def test_an_error_in_the_block_lets_go_of_the_pilot(tmp_path: Path) -> None:
    final = tmp_path / "p" / "sv"
    with pytest.raises(ZeroDivisionError), alone(final.parent, "p"):
        raise ZeroDivisionError

    with alone(final.parent, "p"):
        fill(final, "one")
    assert ["sv"] == [item.name for item in final.parent.iterdir()]


@pytest.mark.parametrize("report", ["sv", "draft/sv"])
def test_a_killed_run_locks_nobody_out_and_the_next_one_sweeps_up_what_it_left(tmp_path: Path, report: str) -> None:
    place = tmp_path / "p"
    final = place / report
    fill(final, "one")
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(final), str(place)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    with holder.stdout:
        assert b"held\n" == holder.stdout.readline()
    with pytest.raises(ReportError) as error, alone(place, "p"):
        pass
    assert "E179" == error.value.problems[0].code
    holder.kill()
    holder.wait()
    left_behind = {item.name.partition("-")[0] for item in (*place.iterdir(), *final.parent.iterdir())}
    assert {".lock", ".sv.partial", "sv"} == left_behind - {"draft"}

    with alone(place, "p"):
        assert {"sv"} == {item.name for item in final.parent.iterdir()} - {".lock"}
        assert "one" == (final / "a.txt").read_text()


def test_an_empty_folder_of_drafts_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / "reports" / "p" / "draft").mkdir(parents=True)

    with alone(tmp_path / "reports" / "p", "p"):
        pass

    assert not (tmp_path / "reports").exists()


@pytest.mark.parametrize("report", ["sv", "en", "draft/sv"])
def test_a_kill_after_the_exchange_leaves_the_new_report(tmp_path: Path, report: str) -> None:
    final = tmp_path / "p" / report
    fill(final, "two")
    fill(final.with_name(f".{final.name}.old"), "one")

    with alone(tmp_path / "p", "p"):
        assert "two" == (final / "a.txt").read_text()
    assert [final.name] == [item.name for item in final.parent.iterdir()]


@pytest.mark.parametrize("place", ["p", "p/sv", "p/draft/sv"])
def test_a_file_in_the_way_of_a_pilots_reports_is_left_alone(tmp_path: Path, place: str) -> None:
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / place).write_text("mine")

    with pytest.raises(ReportError) as error, alone(tmp_path / "p", "p"):
        pass

    assert "E174" == error.value.problems[0].code
    assert "mine" == (tmp_path / place).read_text()

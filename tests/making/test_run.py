"""From a pilot's folder to what may leave: the steps, what is told of them, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_projects import Files, approved, contents, make, put
from work_for_tests import quiet

from tsi_eval import analyse, load_pilot, release
from tsi_eval.errors import DataError, DeclarationError, ReportError, UsageError
from tsi_eval.findings.released import to_json
from tsi_eval.language import Message
from tsi_eval.making.run import open_study, progress, ready_to_leave, released_text
from tsi_eval.project import Project
from tsi_eval.protect.pseudonyms.key import load_key
from tsi_eval.protect.pseudonyms.lasting import Lasting


@pytest.fixture(scope="module")
def project(tiny_pilot: Files, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project with a whole pilot and a broken one; nobody may change it."""
    made = make(tmp_path_factory.mktemp("run") / "p", tiny_pilot, "tiny", "broken")
    put(made.root, {"forms.csv": ""}, "broken")
    return made


@pytest.fixture(scope="module")
def text(project: Project) -> str:
    return released_text(project, "tiny", quiet)


def test_the_text_is_what_the_steps_give_one_by_one(project: Project, text: str) -> None:
    pilot = load_pilot(project.data / "tiny")

    assert text == to_json(release(analyse(open_study(pilot))))


def test_a_report_tells_every_step_in_order_and_nothing_of_what_was_understood(project: Project) -> None:
    before, messages = contents(project.root), list[Message]()

    released_text(project, "tiny", messages.append)

    assert ["read", "received", "received", "received", "analyse", "release"] == [
        message.key.removeprefix("progress.") for message in messages
    ]
    assert ["people", "log", "forms"] == [message.params["source"] for message in messages[1:4]]
    assert [60, 150, 110] == [message.params["rows"] for message in messages[1:4]]
    assert before == contents(project.root)


def test_an_approved_report_is_refused_while_anything_stands_in_its_way(tiny_pilot: Files, tmp_path: Path) -> None:
    words = {"Testkommun": "Kommunens namn", 'T1 = { sv = "våren"': '#T1 = { sv = "våren"'}
    about = tiny_pilot["pilot.toml"]
    for word, instead in words.items():
        about = about.replace(word, instead)
    files = tiny_pilot | {"pilot.toml": about}
    project = make(tmp_path / "p", files, "draft")
    put(project.root, approved(files), "approved")
    messages: list[Message] = []

    with pytest.raises(ReportError) as error:
        ready_to_leave(project, "approved", messages.append)

    assert ["E373"] == [problem.code for problem in error.value.problems]
    assert "progress.analyse" not in [message.key for message in messages]
    assert released_text(project, "draft", quiet)


def test_an_approved_report_that_would_show_an_id_is_refused_and_the_line_to_write_mends_it(
    tiny_pilot: Files, tmp_path: Path
) -> None:
    about = tiny_pilot["pilot.toml"].replace('completed = { sv = "fullföljde", en = "completed" }\n', "")
    project = make(tmp_path / "p", approved(tiny_pilot | {"pilot.toml": about}), "tiny")

    with pytest.raises(ReportError) as error:
        ready_to_leave(project, "tiny", quiet)

    assert [("E372", "completed")] == [(problem.code, problem.params["name"]) for problem in error.value.problems]
    line = error.value.problems[0].lines("sv")[2].partition("raden ")[2].partition(" under")[0]
    path = project.data / "tiny" / "pilot.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("[labels]\n", f"[labels]\n{line.replace('…', 'x')}\n"))
    assert ready_to_leave(project, "tiny", quiet)


def test_an_approved_report_whose_own_words_claim_too_much_is_refused(tiny_pilot: Files, tmp_path: Path) -> None:
    project = make(tmp_path / "p", approved(tiny_pilot), "tiny")
    folder = project.data / "tiny" / "texts" / "sv"
    folder.mkdir(parents=True)
    words = "Det ledde till mycket ({changed.verdict}). Säkerheten är {reached.security}."
    (folder / "summary.md").write_text(words, encoding="utf-8")

    with pytest.raises(ReportError) as error:
        ready_to_leave(project, "tiny", quiet)

    assert ["E418", "E417"] == [problem.code for problem in error.value.problems]
    (folder / "summary.md").write_text("Så gick det: {changed.verdict}.", encoding="utf-8")
    assert ready_to_leave(project, "tiny", quiet)


def test_an_approved_report_of_nobody_s_is_refused(tiny_pilot: Files, tmp_path: Path) -> None:
    about = "".join(line for line in tiny_pilot["pilot.toml"].splitlines(keepends=True) if "authors" not in line)
    project = make(tmp_path / "p", approved(tiny_pilot | {"pilot.toml": about}), "tiny")

    with pytest.raises(ReportError) as error:
        ready_to_leave(project, "tiny", quiet)

    assert ["E404", "E404"] == [problem.code for problem in error.value.problems]


def test_a_delivery_that_breaks_its_contract_is_refused_before_anything_is_computed(project: Project) -> None:
    messages: list[Message] = []

    with pytest.raises(DataError) as error:
        ready_to_leave(project, "broken", messages.append)

    assert {"forms.csv"} == {problem.params["file"] for problem in error.value.problems}
    assert ["progress.read"] == [message.key for message in messages]


@pytest.mark.parametrize("name", ["../tiny", "Tiny", "", "con", "a/b"])
def test_a_name_that_can_be_no_pilots_is_refused_before_it_becomes_a_path(project: Project, name: str) -> None:
    with pytest.raises(UsageError) as error:
        released_text(project, name, quiet)

    assert "E161" == error.value.problems[0].code


def test_a_pilot_that_is_not_there_is_refused(project: Project) -> None:
    with pytest.raises((DeclarationError, UsageError)) as error:
        released_text(project, "missing", quiet)

    assert "E160" == error.value.problems[0].code


def test_a_register_that_can_not_be_read_stops_the_next_report(tiny_pilot: Files, tmp_path: Path) -> None:
    other = make(tmp_path / "p", tiny_pilot, "tiny")
    folder = other.private / "handed_out"
    folder.mkdir(parents=True)
    (other.private / "key").write_text(f"{Lasting(load_key()).fingerprint}\n")
    (folder / "0001-tiny-000000000000.report").write_text("{")

    with pytest.raises(ReportError) as error:
        ready_to_leave(other, "tiny", quiet)

    assert "E176" == error.value.problems[0].code


def test_progress_is_a_message_of_the_step_that_names_the_pilot() -> None:
    assert Message("progress.done", {"pilot": "star", "seconds": "3"}) == progress("done", "star", seconds="3")

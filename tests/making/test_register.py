"""What was handed out: kept in order, sealed, readable by its owner only, and never guessed at."""

from __future__ import annotations

import json
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from small_projects import Files, approved, contents, make, put

from tsi_eval.cli import main
from tsi_eval.errors import ReportError
from tsi_eval.findings import Kind
from tsi_eval.findings.released import from_json
from tsi_eval.making.register import Register, refuse_another_project, refuse_unknown
from tsi_eval.making.run import ReadyToLeave, ready_to_leave
from tsi_eval.project import Project
from tsi_eval.protect.disclosure.handed_out.entry import HandedOut, to_text
from tsi_eval.protect.disclosure.handed_out.told import Told
from tsi_eval.protect.pseudonyms.key import Key
from tsi_eval.protect.pseudonyms.lasting import Lasting

LASTING = Lasting(Key(bytes(range(32))))


@pytest.fixture(scope="module")
def ready(tiny_pilot: Files, tmp_path_factory: pytest.TempPathFactory) -> ReadyToLeave:
    project = make(tmp_path_factory.mktemp("register") / "p", tiny_pilot, "tiny")
    return ready_to_leave(project, "tiny", lambda _: None)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register(folder=tmp_path / ".tsi_eval")


def handed_out(ready: ReadyToLeave, identity: str, pilot: str = "tiny") -> HandedOut:
    released = from_json(ready.released)
    named = replace(released, cover=replace(released.cover, pilot=pilot))
    return HandedOut(identity=identity, released=named, told=())


def keep(register: Register, report: HandedOut, lasting: Lasting = LASTING) -> None:
    register.keep(report.pilot, report.identity, to_text(report, lasting), lasting.fingerprint)


def code_of(error: pytest.ExceptionInfo[ReportError]) -> str:
    return error.value.problems[0].code


def test_an_empty_register_has_nothing_and_no_folder(register: Register) -> None:
    assert () == register.read(LASTING)
    assert not register.folder.exists()


def test_first_reports_that_are_handed_out_at_once_take_turns(tmp_path: Path) -> None:
    workers, projects = 4, [Register(folder=tmp_path / str(i) / ".tsi_eval") for i in range(20)]
    line = threading.Barrier(workers)

    def holds(register: Register) -> None:
        line.wait(timeout=30)
        with register.alone("tiny", 30):
            assert (register.folder / ".gitignore").read_text() == "*\n"

    with ThreadPoolExecutor(workers) as threads:
        for register in projects:
            assert [None] * workers == list(threads.map(holds, [register] * workers))


def test_reports_come_back_as_they_were_kept_the_oldest_first(register: Register, ready: ReadyToLeave) -> None:
    reports = tuple(handed_out(ready, f"{digit}" * 32, pilot) for digit, pilot in ((3, "b"), (1, "a"), (2, "b")))
    for report in reports:
        keep(register, report)

    assert reports == register.read(LASTING)


def test_the_same_report_keeps_its_place(register: Register, ready: ReadyToLeave) -> None:
    for identity in ("a" * 32, "b" * 32, "a" * 32):
        keep(register, handed_out(ready, identity))

    assert ["0001", "0002"] == [name[:4] for name in register.names()]


def test_only_its_owner_may_read_it(register: Register, ready: ReadyToLeave) -> None:
    keep(register, handed_out(ready, "a" * 32))

    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in register.folder.rglob("*")}
    assert 0o700 == stat.S_IMODE(register.folder.stat().st_mode)
    assert {0o600} == {mode for path, mode in modes.items() if path.is_file()}


@pytest.mark.parametrize("spoil", ["", "{", "x"], ids=["empty", "cut", "changed"])
def test_a_file_that_is_not_as_it_was_written_is_refused(register: Register, ready: ReadyToLeave, spoil: str) -> None:
    keep(register, handed_out(ready, "a" * 32))
    (path,) = register.folder.glob("*/*.report")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"identity"', f'"{spoil}dentity"') if spoil == "x" else text[: 100 * len(spoil)])

    with pytest.raises(ReportError) as error:
        register.read(LASTING)

    assert "E176" == code_of(error)


def test_another_key_is_refused_before_any_file_is_read(register: Register, ready: ReadyToLeave) -> None:
    keep(register, handed_out(ready, "a" * 32))

    with pytest.raises(ReportError) as error:
        register.read(Lasting(Key(bytes(32))))

    assert "E433" == code_of(error)


def test_a_place_that_can_not_be_written_is_refused(register: Register, ready: ReadyToLeave) -> None:
    register.folder.write_text("mine")

    with pytest.raises(ReportError) as error:
        keep(register, handed_out(ready, "a" * 32))
    with pytest.raises(ReportError) as second, register.alone("tiny", 1):
        pytest.fail("it is not held")

    assert ("E441", "E441") == (code_of(error), code_of(second))


def test_one_run_at_a_time_hands_out(register: Register) -> None:
    with register.alone("tiny", 1), pytest.raises(ReportError) as error, register.alone("other", 0.1):
        pytest.fail("it is held already")

    assert "E179" == code_of(error)
    with register.alone("other", 1):
        pass


def test_an_approved_report_that_it_does_not_know_is_refused(tmp_path: Path, ready: ReadyToLeave) -> None:
    (tmp_path / "sv").mkdir()
    path = tmp_path / "sv" / "provenance.json"
    known = (handed_out(ready, "a" * 32),)
    for status, identity in (("approved", "a" * 32), ("draft", "b" * 32)):
        path.write_text(json.dumps({"status": status, "identity": identity}))
        refuse_unknown(tmp_path, "tiny", known)
    path.write_text(json.dumps({"status": "approved", "identity": "b" * 32}))

    with pytest.raises(ReportError) as error:
        refuse_unknown(tmp_path, "tiny", known)

    assert "E432" == code_of(error)


def test_a_register_of_another_project_is_refused(ready: ReadyToLeave) -> None:
    theirs = (handed_out(ready, "a" * 32, "elsewhere"),)

    with pytest.raises(ReportError) as error:
        refuse_another_project(("tiny",), theirs, LASTING)

    assert "E442" == code_of(error)
    assert "elsewhere" in str(error.value.problems[0].params["names"])


def test_a_register_is_ones_own_by_a_pilot_or_by_a_person(ready: ReadyToLeave) -> None:
    person = "0" * 32
    told = Told(pool="n||", kind=Kind.PERSON, members=LASTING.persons([person]))
    renamed = replace(handed_out(ready, "a" * 32, "before"), told=(told,))

    refuse_another_project(("tiny",), (), LASTING)
    refuse_another_project(("tiny", "before"), (renamed,), LASTING)
    refuse_another_project(("tiny",), (renamed,), Lasting(Key(bytes(range(32))), {person: person}))


class TestReportsAreMade:
    """What a user does: reports are made one after the other."""

    FAST = ("--formats", "html")

    @pytest.fixture
    def project(self, tmp_path: Path, tiny_pilot: Files, monkeypatch: pytest.MonkeyPatch) -> Project:
        project = make(tmp_path / "p", approved(tiny_pilot), "tiny")
        monkeypatch.chdir(project.root)
        return project

    def names(self, project: Project) -> list[str]:
        return [name[:9] for name in Register(folder=project.private).names()]

    def test_a_draft_binds_nothing_and_an_approved_report_is_kept(self, project: Project, tiny_pilot: Files) -> None:
        put(project.root, tiny_pilot, "drafted")

        assert 0 == main(["report", "--all", *self.FAST])

        assert ["0001-tiny"] == self.names(project)

    def test_again_and_in_another_language_it_is_the_same_report(self, project: Project) -> None:
        main(["report", "tiny", *self.FAST])
        first = contents(project.reports / "tiny")
        for more in ((), ("--force",), ("--language", "en")):
            assert 0 == main(["report", "tiny", *self.FAST, *more])

        assert ["0001-tiny"] == self.names(project)
        assert first == {name: digest for name, digest in contents(project.reports / "tiny").items() if name in first}

    def test_a_copy_of_the_same_persons_shows_the_same_and_is_kept_beside(self, project: Project) -> None:
        main(["report", "tiny", *self.FAST])
        (project.data / "tiny").rename(project.data / "copy")

        assert 0 == main(["report", "copy", *self.FAST])

        assert ["0001-tiny", "0002-copy"] == self.names(project)

    def test_without_its_register_no_approved_report_is_made(self, project: Project) -> None:
        main(["report", "tiny", *self.FAST])
        Register(folder=project.private).folder.rename(project.root / "lost")

        assert 0 != main(["report", "tiny", *self.FAST, "--force"])
        assert not project.private.exists() or [] == self.names(project)

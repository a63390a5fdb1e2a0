"""What earlier reports said: kept by delivery, in order, and never guessed at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from small_projects import Files, make

from tsi_eval import analyse, load_pilot, open_study, release
from tsi_eval.errors import ReportError
from tsi_eval.findings.released import Released, from_json, to_json
from tsi_eval.making.register import Register


@pytest.fixture(scope="module")
def released(tiny_pilot: Files, tmp_path_factory: pytest.TempPathFactory) -> Released:
    project = make(tmp_path_factory.mktemp("register") / "p", tiny_pilot, "tiny")
    return from_json(to_json(release(analyse(open_study(load_pilot(project.data / "tiny"))))))


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register(folder=tmp_path / "tiny" / "deliveries")


def delivered(released: Released, day: str, **data: str) -> Released:
    """Return the same report as if it came from other files, and had another period."""
    provenance = replace(released.provenance, data=data)
    return replace(released, provenance=provenance, cover=replace(released.cover, pilot=day))


def names(register: Register) -> list[str]:
    return [path.name[:4] for path in sorted(register.folder.iterdir())]


def test_a_pilot_without_reports_has_no_earlier_ones_and_no_folder(register: Register, released: Released) -> None:
    assert () == register.before(released.provenance)
    assert not register.folder.exists()


def test_earlier_reports_come_back_as_they_were_kept_the_oldest_first(register: Register, released: Released) -> None:
    autumn, spring = (delivered(released, term, forms=term) for term in ("autumn", "spring"))
    register.keep(autumn)
    register.keep(spring)

    assert (autumn, spring) == register.before(delivered(released, "next", forms="next").provenance)
    assert ["0001", "0002"] == names(register)


def test_the_same_delivery_keeps_its_place_and_is_judged_as_it_was_then(register: Register, released: Released) -> None:
    autumn, spring = (delivered(released, term, forms=term) for term in ("autumn", "spring"))
    for item in (autumn, spring, delivered(released, "again", forms="autumn")):
        register.keep(item)

    assert ["0001", "0002"] == names(register)
    assert () == register.before(autumn.provenance)
    assert ["again"] == [item.cover.pilot for item in register.before(spring.provenance)]


def test_a_delivery_is_known_by_its_sources_and_hashes_whatever_their_order(
    register: Register, released: Released
) -> None:
    register.keep(delivered(released, "x", forms="1", log="2"))
    register.keep(delivered(released, "x", log="2", forms="1"))
    register.keep(delivered(released, "x", forms="2", log="1"))

    assert ["0001", "0002"] == names(register)


def test_a_number_that_was_taken_away_is_not_given_again(register: Register, released: Released) -> None:
    for term in ("autumn", "spring"):
        register.keep(delivered(released, term, forms=term))
    next(register.folder.glob("0001-*")).unlink()

    register.keep(delivered(released, "next", forms="next"))

    assert ["0002", "0003"] == names(register)


def test_what_an_earlier_report_knew_of_earlier_ones_is_not_kept(register: Register, released: Released) -> None:
    register.keep(replace(released, last=replace(released, last=None)))

    other = delivered(released, "next", forms="next")
    assert None is register.before(other.provenance)[0].last


@pytest.mark.parametrize("text", ["", "{", "{}", "[]", "[1", '{"cover": 1}', "\x00"])
def test_an_earlier_report_that_can_not_be_read_is_refused(register: Register, released: Released, text: str) -> None:
    register.keep(released)
    (path,) = register.folder.iterdir()
    path.write_text(text)

    with pytest.raises(ReportError) as error:
        register.before(delivered(released, "next", forms="next").provenance)

    assert ("E176", {"file": path.name, "pilot": "tiny"}) == (
        error.value.problems[0].code,
        error.value.problems[0].params,
    )


def test_what_a_kill_left_is_no_earlier_report(register: Register, released: Released) -> None:
    register.keep(released)
    (path,) = register.folder.iterdir()
    path.rename(path.with_suffix(".partial"))

    assert () == register.before(delivered(released, "next", forms="next").provenance)


def test_a_place_that_can_not_be_written_is_refused(register: Register, released: Released) -> None:
    register.folder.parent.write_text("mine")

    with pytest.raises(ReportError) as error:
        register.keep(released)

    assert "E174" == error.value.problems[0].code
    assert "tiny" == error.value.problems[0].params["pilot"]

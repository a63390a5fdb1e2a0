"""A pickled study or finding says what it carries, and is the same again."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tsi_eval import analyse, load_pilot, open_study, release
from tsi_eval.carries import FINDING, INTAKE, MARK, STUDY
from tsi_eval.ingest import ingest
from tsi_eval.pilot.pilot_study import PilotStudy
from tsi_eval.study import Study

# Who looks at a file sees this much of it at once.
SEEN = 200


@pytest.fixture(scope="module")
def carrying(tiny_pilot: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Any, str]]:
    """Return name → something that carries persons' values, and what it says of itself."""
    folder = Path(tmp_path_factory.mktemp("data_raw")) / "tiny"
    folder.mkdir()
    for name, content in tiny_pilot.items():
        (folder / name).write_text(content, encoding="utf-8")
    pilot = load_pilot(folder)
    study = open_study(pilot)
    findings = analyse(study)
    return {
        "intake": (ingest(pilot), INTAKE),
        "study": (study, STUDY),
        "frames": (Study.from_frames(measures=study.table("measures")), STUDY),
        "findings": (findings, FINDING),
        "finding": (findings.findings[0], FINDING),
    }


NAMES = ("intake", "study", "frames", "findings", "finding")


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("name", NAMES)
def test_first_words_of_the_bytes_say_what_they_carry(name: str, protocol: int, carrying: dict[str, Any]) -> None:
    record, says = carrying[name]

    made = pickle.dumps(record, protocol)

    assert says.partition(MARK)[0].encode() in made[:SEEN]
    assert b"Not for handing over." in made[: SEEN + 50]


@pytest.mark.parametrize("wrap", [lambda record: [record], lambda record: {"a": 1, "study": record}])
@pytest.mark.parametrize("name", NAMES)
def test_so_do_those_of_a_list_that_holds_one(name: str, wrap: Callable[[Any], Any], carrying: dict[str, Any]) -> None:
    record, says = carrying[name]

    assert says.encode() in pickle.dumps(wrap(record))


AGAIN = {
    "pickled": lambda record: pickle.loads(pickle.dumps(record)),  # noqa: S301  the test's own bytes
    "copied": copy.copy,
    "copied deeply": copy.deepcopy,
}


@pytest.mark.parametrize("way", AGAIN)
class TestAgain:
    @pytest.mark.parametrize("name", ["findings", "finding"])
    def test_a_finding_is_the_same(self, way: str, name: str, carrying: dict[str, Any]) -> None:
        record, _ = carrying[name]

        assert record == AGAIN[way](record)

    @pytest.mark.parametrize("name", ["study", "frames"])
    def test_a_study_is_the_same_and_of_the_same_type(self, way: str, name: str, carrying: dict[str, Any]) -> None:
        record, _ = carrying[name]

        made = AGAIN[way](record)

        assert (type(record), repr(record), record.receipt) == (type(made), repr(made), made.receipt)
        for table in record.tables():
            assert record.table(table).equals(made.table(table))

    def test_a_study_of_a_pilot_is_analysed_alike(self, way: str, carrying: dict[str, Any]) -> None:
        record, _ = carrying["study"]
        made = AGAIN[way](record)

        assert isinstance(made, PilotStudy)
        assert carrying["findings"][0] == analyse(made)


def test_words_are_all_that_is_new(carrying: dict[str, Any]) -> None:
    """The words are written once, however many findings there are."""
    found, _ = carrying["findings"]

    assert 1 < len(found.findings)
    assert 1 == pickle.dumps(found).count(MARK.encode())


def test_what_was_released_says_nothing_of_the_kind(carrying: dict[str, Any]) -> None:
    assert MARK.encode() not in pickle.dumps(release(carrying["findings"][0]))

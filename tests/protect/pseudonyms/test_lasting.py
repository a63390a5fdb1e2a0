"""What a person is called in every report."""

from __future__ import annotations

import pytest
from small_projects import Files, make

from tsi_eval.ingest import ingest
from tsi_eval.pilot.load import load_pilot
from tsi_eval.protect import pseudonymise
from tsi_eval.protect.pseudonyms.key import Key, load_key
from tsi_eval.protect.pseudonyms.lasting import Lasting, lasting_of

KEY = Key(bytes(range(32)))


@pytest.fixture(scope="module")
def both(tiny_pilot: Files, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Return the persons' pseudonyms and lasting names, of a pilot and of its copy."""
    project = make(tmp_path_factory.mktemp("lasting") / "p", tiny_pilot, "tiny", "copy")
    found = []
    for name in ("tiny", "copy"):
        intake = ingest(load_pilot(project.data / name))
        pseudonyms = frozenset(pseudonymise(intake).table("persons")["person"])
        found.append((pseudonyms, lasting_of(intake, load_key()).persons(pseudonyms)))
    return found


def test_a_copied_pilot_has_other_pseudonyms_and_the_same_names(
    both: list[tuple[frozenset[str], frozenset[str]]],
) -> None:
    (pseudonyms, names), (of_copy, names_of_copy) = both

    assert pseudonyms.isdisjoint(of_copy)
    assert names == names_of_copy
    assert len(pseudonyms) == len(names)
    assert names.isdisjoint(pseudonyms | of_copy)


def test_what_a_design_put_together_of_a_pseudonym_is_named_by_what_it_stands_for() -> None:
    first, second = "0" * 32, "1" * 32
    mora, copy = Lasting(KEY, {first: "person\0a"}), Lasting(KEY, {second: "person\0a"})

    assert mora.person(f"{first}|goal 1") == copy.person(f"{second}|goal 1")
    assert mora.person(f"{first}|goal 1") != mora.person(f"{first}|goal 2")


def test_another_value_is_another_element_of_the_same_person() -> None:
    names = Lasting(KEY)
    one, other, pair = (names.with_value("a", values) for values in ((1.0,), (2.0,), (1.0, 2.0)))

    assert {names.person("a")} == {element.partition(":")[0] for element in (one, other, pair)}
    assert 3 == len({one, other, pair})
    assert ((1.0,), (1.0, 2.0), ()) == (names.values_of(one), names.values_of(pair), names.values_of("a:b"))


def test_another_key_gives_other_names_and_is_told_by_its_fingerprint() -> None:
    mine, theirs = Lasting(KEY), Lasting(Key(bytes(32)))

    assert mine.person("a") != theirs.person("a")
    assert mine.fingerprint != theirs.fingerprint
    assert mine.fingerprint == Lasting(KEY).fingerprint


def test_it_prints_no_secret() -> None:
    assert "Lasting(…)" == repr(Lasting(KEY, {"0" * 32: "person\0a"}))

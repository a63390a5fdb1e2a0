"""Who has withdrawn is a nameless mark, and goes on counting."""

from __future__ import annotations

from dataclasses import replace

from terms import QUESTIONS, found, handed_out, lasting, study_of
from test_renewing import pilot

from tsi_eval.findings import Kind
from tsi_eval.protect.disclosure.handed_out.entry import HandedOut
from tsi_eval.protect.disclosure.handed_out.forgetting import forgotten
from tsi_eval.protect.disclosure.handed_out.renewing import Earlier, release_beside
from tsi_eval.protect.disclosure.handed_out.told import Told
from tsi_eval.protect.pseudonyms.key import Key

CHANCE = Key(bytes(range(1, 33)))
ASKED = {name: QUESTIONS[name] for name in ("reached", "score")}


def first_report() -> HandedOut:
    return handed_out([found(pilot(60), 0, ASKED)])[0]


def test_no_digest_of_a_forgotten_person_is_left_and_every_set_is_as_large() -> None:
    report, name = first_report(), lasting().person("p30")

    without = forgotten(report, {name}, CHANCE)

    assert name in report.persons()
    assert not any(name in element for told in without.told for element in told.members | told.whole)
    assert [len(told.members) for told in report.told] == [len(told.members) for told in without.told]
    assert len(report.persons()) == len(without.persons())


def test_the_same_secret_gives_the_same_marks_and_another_gives_others() -> None:
    report, name = first_report(), lasting().person("p30")

    assert forgotten(report, {name}, CHANCE) == forgotten(report, {name}, CHANCE)
    assert forgotten(report, {name}, CHANCE) != forgotten(report, {name}, Key(bytes(32)))


def test_values_and_things_of_a_person_are_forgotten_too() -> None:
    told = Told(pool="v|y|T0", kind=Kind.PERSON, members=frozenset({"a:1", "a.goal", "b:1"}))

    (marked,) = forgotten(replace(first_report(), told=(told,)), {"a"}, CHANCE).told

    assert frozenset({"b:1"}) == {element for element in marked.members if "b" == element[0] and len(element) == 3}
    assert 3 == len(marked.members)
    assert not any(element.startswith(("a:", "a.")) for element in marked.members)


def test_one_family_that_left_looks_like_nobody() -> None:
    names, report = lasting(), first_report()
    without = forgotten(report, {names.person("p30")}, CHANCE)
    rest = {name: person for name, person in pilot(60).items() if name != "p30"}

    second = release_beside(found(rest, 1, ASKED), Earlier(reports=(without,), lasting=names))

    assert all(item.as_of is not None for finding in second.released.findings for item in finding.estimates)
    assert 59 == len(study_of(rest).present("started"))

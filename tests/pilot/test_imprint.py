"""Whose report it is: who asked for it, wrote it and answers for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tsi_eval import load_pilot
from tsi_eval.errors import DeclarationError
from tsi_eval.findings import Contact, Imprint
from tsi_eval.language import LANGUAGES, Text
from tsi_eval.pilot.imprint import missing_in
from tsi_eval.pilot.unfinished import unfinished

Write = Callable[..., Path]
CONTACT = 'contact = { name = "B", role = "C", email = "b@example.org" }'
REPORT = 'report = { authors = ["A"], ' + CONTACT + " }\n"


def about(files: dict[str, str], report: str) -> dict[str, str]:
    assert REPORT in files["pilot.toml"]
    return files | {"pilot.toml": files["pilot.toml"].replace(REPORT, f"report = {{ {report} }}\n" if report else "")}


def refused(folder: Path) -> list[tuple[str, object]]:
    with pytest.raises(DeclarationError) as error:
        load_pilot(folder)
    return [(problem.code, problem.params["key"]) for problem in error.value.problems]


def test_words_that_stand_alone_are_those_of_both_languages(files: dict[str, str], write: Write) -> None:
    said = 'commissioner = { sv = "nämnden", en = "the board" }, authors = ["A", "D"], version = "2", ' + CONTACT

    imprint = load_pilot(write(about(files, said))).imprint

    assert Text(sv="nämnden", en="the board") == imprint.commissioner
    assert (Text(sv="A", en="A"), Text(sv="D", en="D")) == imprint.authors
    assert Contact(name=Text(sv="B", en="B"), role=Text(sv="C", en="C"), email="b@example.org") == imprint.contact
    assert "2" == imprint.version


def test_every_word_is_given_to_be_searched(files: dict[str, str], write: Write) -> None:
    pilot = load_pilot(write(about(files, 'commissioner = "N", version = "2", authors = ["A"], ' + CONTACT)))

    assert {"N", "A", "B", "C", "b@example.org", "2"} == {word for word in pilot.imprint.words() if word}


@pytest.mark.parametrize(
    ("report", "missing"),
    [
        ("", ["report.authors", "report.contact"]),
        ('authors = ["A"]', ["report.contact"]),
        (CONTACT, ["report.authors"]),
        ("authors = [], " + CONTACT, ["report.authors"]),
    ],
)
def test_a_draft_may_lack_them_and_is_told_so(
    files: dict[str, str], write: Write, report: str, missing: list[str]
) -> None:
    left = [(problem.code, problem.params["key"]) for problem in unfinished(load_pilot(write(about(files, report))))]

    assert [("E404", key) for key in missing] == left


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_missing_is_said_in_words(language: str) -> None:
    said = [problem.text(language) for problem in missing_in(Imprint())]

    assert 2 == len(set(said))
    assert all("[report]" in text and "–" not in text.splitlines()[0] for text in said)


@pytest.mark.parametrize(
    ("email", "phone"),
    [
        ("", ""),
        ("b", ""),
        ("b@c", ""),
        ("b@c d.se", ""),
        ("", "på expeditionen"),
        ("b@example.org", "vet ej"),
        ("@", "1"),
    ],
)
def test_a_contact_whom_nobody_reaches_is_refused(files: dict[str, str], write: Write, email: str, phone: str) -> None:
    contact = f'contact = {{ name = "B", role = "C", email = "{email}", phone = "{phone}" }}'

    assert [("E405", "report.contact")] == refused(write(about(files, contact)))


@pytest.mark.parametrize(
    "way", ['phone = "0250-260 00"', 'phone = "+46 (0)250 260 00"', 'email = "a.b@c-d.example.org"']
)
def test_an_address_or_a_number_is_enough(files: dict[str, str], write: Write, way: str) -> None:
    assert load_pilot(write(about(files, f'contact = {{ name = "B", role = "C", {way} }}'))).imprint.contact


@pytest.mark.parametrize(
    ("report", "problem"),
    [
        ('authors = "A"', ("E155", "report.authors")),
        ('authors = [" "]', ("E155", "report.authors.1")),
        ('authors = [{ sv = "A", en = " " }]', ("E155", "report.authors.en")),
        ('commissioner = { sv = "N" }', ("E154", "report.commissioner.en")),
        ('author = ["A"]', ("E153", "report.author")),
        ('contact = { name = "B", email = "b@example.org" }', ("E154", "report.contact.role")),
        ("version = 1", ("E155", "report.version")),
    ],
)
def test_what_says_nothing_is_refused_at_its_key(
    files: dict[str, str], write: Write, report: str, problem: tuple[str, str]
) -> None:
    assert [problem] == refused(write(about(files, report)))


def test_an_identity_number_in_it_stops_at_the_door(files: dict[str, str], write: Write) -> None:
    from tsi_eval.errors import ProtectionError
    from tsi_eval.making.run import open_study

    pilot = load_pilot(write(about(files, 'authors = ["811228-9874"]')))
    with pytest.raises(ProtectionError) as error:
        open_study(pilot)
    assert {"E185"} == {problem.code for problem in error.value.problems}

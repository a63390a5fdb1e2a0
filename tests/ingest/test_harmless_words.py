"""Words that name no person: ordinary ones, compounds of them, and those of the declaration."""

from __future__ import annotations

import pytest

from tsi_eval.ingest.harmless_words import all_harmless, declared_words

NAMES = (
    *("Alice", "Maja", "Vera", "Alma", "Selma", "Elsa", "Lilly", "Astrid", "Wilma", "Freja"),
    *("Olivia", "Ella", "Ebba", "Agnes", "Ines", "Saga", "Signe", "Stella", "Iris", "Alva"),
    *("Nora", "Leah", "Molly", "Hanna", "Sara", "Emma", "Moa", "Ida", "Klara", "Julia", "Linnéa"),
    *("Tuva", "Noah", "William", "Hugo", "Liam", "Nils", "Elias", "Oliver", "Adam", "August", "Sam"),
    *("Otto", "Leo", "Arvid", "Ludvig", "Gustav", "Theo", "Max", "Viktor", "Vidar", "Axel", "Dag"),
    *("Stig", "Per", "Tor", "Bo", "Lo", "Ali", "Omar", "Mohamed", "Amina", "Fatima", "Hassan"),
    *("Yusuf", "Zahra", "Andersson", "Johansson", "Berg", "Ek", "Lind", "Storm", "Svensson", "Karlsson", "Nilsson"),
    *("Holm", "Sten", "Skog", "Ström", "Björk", "Falk", "Lundgren", "Nyman", "Vinter", "Kron", "Mark"),
    *("Lander", "Becker", "Coster", "Peters", "Page", "Bell", "Day", "May", "Skoglund", "Planting"),
)


@pytest.mark.parametrize("name", NAMES)
def test_names_of_persons_are_no_harmless_words(name: str) -> None:
    assert not all_harmless(name)
    assert not all_harmless(f"Antal {name}")


@pytest.mark.parametrize(
    "text", ["Antal timmar", "skolenheterna", "Elevhälsoteam", "Start per vecka", "Grupp B", "Hours of contact"]
)
def test_ordinary_headings_are(text: str) -> None:
    assert all_harmless(text)


@pytest.mark.parametrize("text", ["A", "Barn A", "per", "antal Per", "Grupp AB"])
def test_a_letter_and_a_word_between_others_are_harmless_in_their_place_only(text: str) -> None:
    assert not all_harmless(text)


def test_declared_words_are_known_with_a_slip_of_the_pen_or_in_part() -> None:
    declared = declared_words(["Barnsamtalet", "F1"])

    assert declared == {"barnsamtalet"}
    assert all_harmless("Barnsamtlaet", declared)
    assert all_harmless("Barns.talet", declared)
    assert not all_harmless("Barnsamtalet Emma", declared)
    assert not all_harmless("Bar", declared)

"""Labels that name two others of their column."""

from __future__ import annotations

import pytest

from tsi_eval.study.tables.combined import combined_labels


@pytest.mark.parametrize(
    "both",
    [
        "elev och vårdnadshavare", "Elev + Vårdnadshavare", "elev & vårdnadshavare", "elev samt vårdnadshavare",
        "elev eller vårdnadshavare", "elev/vårdnadshavare", "både elev och vårdnadshavare", "elever och vårdnadshavare",
        "vårdnadshavare, elev", "eleven  OCH vårdnadshavaren", "elev and vårdnadshavare",
    ],
)  # fmt: skip
def test_label_of_two_others_is_combined(both: str) -> None:
    assert {both} == combined_labels(["elev", "vårdnadshavare", "personal", both])


@pytest.mark.parametrize(
    "label",
    [
        # One of the two is no label of its own.
        "elev och lärare", "råd och stöd", "elev",
        # The same one twice.
        "elev och elever",
        # A part of a word is no part of the label.
        "elevochvårdnadshavare", "elev-vårdnadshavare",
    ],
)  # fmt: skip
def test_label_of_its_own_is_not_combined(label: str) -> None:
    assert frozenset() == combined_labels(["elev", "vårdnadshavare", label])


def test_three_others_are_combined_too() -> None:
    assert {"a, b och c"} == combined_labels(["a", "b", "c", "a, b och c"])


def test_forms_of_a_word_have_their_stem_in_common() -> None:
    assert {"Elever och föräldrar"} == combined_labels(["Elev", "Förälder", "Elever och föräldrar"])


def test_short_words_and_letters_of_a_school_have_no_other_forms() -> None:
    assert frozenset() == combined_labels(["Skola C", "Skola D", "Skola A och Skola B"])
    assert frozenset() == combined_labels(["mor", "bror", "mo och bro"])


def test_figures_alone_are_left_to_grades() -> None:
    assert frozenset() == combined_labels(["7", "8", "7 och 8", "7+8"])

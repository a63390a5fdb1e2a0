"""What people write in braces in their own texts: where a mark is, and what it says."""

from __future__ import annotations

import pytest

from tsi_eval.own_words.marks import Point, misplaced, outside, places, points, prose, sentences

IDS = ("known", "q.1")
TEXT = """Inledning.

1. **Låt teamet vara kvar.** Fler känner
till det. {known, q.1}
2. Utan hänvisning.

   Andra stycket. {known}
3) - inuti
   - mer inuti
- Strecksats {known}

Efteråt.

## Rubrik
* Sista"""


def test_a_text_is_taken_apart_in_points_and_what_stands_between() -> None:
    found = list(points(TEXT))

    assert [False, True, True, True, True, False, True] == [point.is_point for point in found]
    assert [(), ("known", "q.1"), ("known",), (), ("known",), (), ()] == [point.rests_on for point in found]
    assert "1. **Låt teamet vara kvar.** Fler känner\ntill det." == found[1].text
    assert "Efteråt.\n\n## Rubrik" == found[5].text


def test_nothing_but_marks_and_the_blanks_around_them_is_lost() -> None:
    kept = "".join("\n".join(point.text for point in points(TEXT)).split())

    assert "".join(TEXT.replace("{known, q.1}", "").replace("{known}", "").split()) == kept


def test_an_empty_text_has_no_parts() -> None:
    assert [] == list(points(""))


def test_an_id_that_is_named_twice_is_one() -> None:
    (point,) = points("- a {known,known , q.1}")

    assert ("known", "q.1") == point.rests_on


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- a {known}", []),
        ("- a {}", ["{}"]),
        ("- a {known,}", ["{known, }"]),
        ("- a {known} b", ["{known}"]),
        ("- a {known.n} b", []),
        ("- a {known.n}", []),
        ("- a {q.1} b", ["{q.1}"]),
        ("- a {known", ["{known"]),
        ("- a known}", ["}"]),
        ("- a [known]", ["[known]"]),
        ("- a [known, q.1] b", ["[known, q.1]"]),
        ("- a (known)", ["(known)"]),
        ("- a (known).", ["(known)."]),
        ("- a [known](https://example.org) och [annat] (okänt)", []),
        ("- a (known) b", []),
        ("Inledning {known}", ["{known}"]),
        ("Inledning (known)", []),
    ],
)
def test_what_only_looks_like_a_mark_is_found(text: str, found: list[str]) -> None:
    assert found == [each for point in points(text) for each in misplaced(point, IDS)]


def test_a_place_has_a_question_and_a_word() -> None:
    found = list(places("Av {q.1.n} är { known . verdict } och {known}."))

    assert [("q.1", "n"), ("known", "verdict"), ("", "known")] == [(place.question, place.word) for place in found]
    assert "q.1.n" == found[0].written


def test_a_full_stop_in_a_place_ends_no_sentence() -> None:
    assert ["A {q.1.n} b.", "C?", "D"] == sentences(" A {q.1.n}\nb. C? D ")
    assert [] == sentences(" ")


def test_what_is_outside_has_no_braces() -> None:
    assert "a   b" == outside("a {q.n} b")


def test_a_point_without_a_mark_rests_on_nothing() -> None:
    assert Point(text="- a") == next(points("- a"))


def test_a_place_that_ends_a_point_is_no_mark() -> None:
    assert Point(text="- a {q.1.n}") == next(points("- a {q.1.n}"))
    assert ("q.1",) == next(points("- a {known.n} {q.1}")).rests_on


def test_prose_has_no_signs_of_markdown_and_ends_at_headings_points_and_blank_lines() -> None:
    text = "# A b\nC\nd.\n\n1. **Ska e?** F _g_ [h](https://i).\n   Mer.\n- {known.after_all} j\n\n| k | l |"

    found = ["A b", "C d.", "Ska e?", "F g [h](https://i).", "Mer.", "{known.after_all} j", "k | l |"]
    assert found == prose(text)
    assert "F g h." == outside(prose(text)[3])

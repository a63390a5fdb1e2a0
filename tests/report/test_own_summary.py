"""The project's own overall words: filled with what was released, and held against it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from chapters_by_hand import UNIT, change, prose
from released_by_hand import JUNE, finding, headline, refused, words_of

from tsi_eval.findings import Claim, Quantity
from tsi_eval.findings.released import ReleasedFinding
from tsi_eval.language import Message
from tsi_eval.report.chapters import own_text
from tsi_eval.report.overall import overall
from tsi_eval.report.overview import messages
from tsi_eval.report.own_claims import faults
from tsi_eval.report.own_summary import own_summary
from tsi_eval.report.words import Words

COUNTED = finding(
    "any", Claim.DESCRIBES, [headline(Quantity.COUNT, 43.0, unit="persons", n=43, question="c")], question="c"
)
NOT_SHOWN = change("h", estimate=None, ci_low=None, ci_high=None, n=None, status="suppressed", reason="few")
UNSURE = change("u", ci_high=0.4)
REFUSED = replace(refused(Message("refusal.not_yet")), question="r")
ROSE = change("up", estimate=3.2, ci_low=1.3, ci_high=5.1)
DIFFERS = replace(change("d"), claim=Claim.DIFFERS)
CAUSED = replace(change("x"), claim=Claim.CAUSED)
EVERY = (change("f"), ROSE, UNSURE, COUNTED, NOT_SHOWN, REFUSED, DIFFERS, CAUSED)


def of(text: str, *, language: str = "sv", wanted: str = "none", found: tuple[ReleasedFinding, ...] = EVERY) -> Words:
    made = words_of(*found, labels=UNIT, language=language, texts={language: {"summary": text}})
    asked = tuple(replace(one, direction=wanted) for one in made.released.cover.questions)
    return replace(made, released=replace(made.released, cover=replace(made.released.cover, questions=asked)))


def codes(text: str, **about: str) -> list[tuple[str, object]]:
    found = faults(of(text, **about).released)  # type: ignore[arg-type]
    return [(problem.code, problem.params.get("word", problem.params.get("name"))) for problem in found]


def test_places_are_filled_and_the_rest_is_safe_in_markdown() -> None:
    text = own_summary(of("Av {c.n} *alla*\nändrades oron {f.change}: {f.verdict}."))

    assert text == (
        "**Med projektets egna ord:** Av 43 \\*alla\\* ändrades oron −3,2 poäng: "
        "data visar en förändring eller skillnad."
    )


def test_it_stands_under_the_sentence_that_is_built_by_rule_and_not_instead_of_it() -> None:
    words = of("Oron: {f.verdict}.")

    first, second = prose(messages(words))[1:3]

    assert f"**{overall(words)}**" == first
    assert own_summary(words) == second


def test_without_the_text_there_is_nothing() -> None:
    assert "" == own_summary(words_of(change()))
    assert own_summary(words_of(change())) not in prose(messages(words_of(change())))


def test_asked_for_as_a_chapter_it_has_its_places_filled_too() -> None:
    (chapter,) = prose(own_text(of("Oron: {f.change}."), "summary"))

    assert "−3,2 poäng" in chapter
    assert "{" not in chapter


@pytest.mark.parametrize("place", ["h.value", "r.n", "c.change", "c.security", "h.interval"])
def test_a_place_that_has_nothing_to_show_is_said_in_a_draft_and_refused(place: str) -> None:
    text = f"Ord {{{place}}} och ord."

    assert [("E418", place)] == codes(text)
    said = own_summary(of(text))
    assert "Ord \\[visas inte\\] och ord." in said
    assert "Att rätta innan rapporten kan godkännas" in said
    assert "E418" in said


@pytest.mark.parametrize(
    "text",
    [
        "Oron minskade ({f.change}).",
        "Oron är mindre ({f.change}).",
        "Oron ökade ({up.change}).",
        "Fler är oroliga ({up.verdict}).",
        "De skiljer sig, och är färre ({d.verdict}).",
        "Insatsen ledde till att den sjönk ({x.verdict}).",
        "Om den ökade vet vi inte ({u.verdict}).",
        "Vad det berodde på visar inte rapporten ({f.verdict}).",
        "Den minskade, men varför vet vi inte ({f.verdict}).",
        "Vi kan inte säga om den ökade ({r.verdict}).",
        "Av {c.n} var alla där, {u.verdict}.",
    ],
)
def test_words_that_fit_the_claim_and_the_data_are_let_through(text: str) -> None:
    assert [] == codes(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Oron ökade ({f.change}).", "ökade"),
        ("Oron minskade ({up.change}).", "minskade"),
        ("Oron minskade ({u.change}).", "minskade"),
        ("Oron minskade inte ({u.change}).", "minskade"),
        ("Oron minskade inte ({f.change}).", "minskade"),
        ("De blev färre ({c.n}).", "färre"),
        ("Det sjönk ({h.verdict}).", "sjönk"),
        ("Det sjönk ({r.verdict}).", "sjönk"),
        ("Den sjönk ({d.verdict}).", "sjönk"),
        ("Det var tack vare teamet ({f.verdict}).", "tack vare"),
        ("Teamet hade effekt ({up.verdict}).", "effekt"),
        ("Det blev bättre ({f.verdict}).", "bättre"),
        ("Det ökade, men varför vet vi inte ({f.verdict}).", "ökade"),
        ("Båda minskade ({f.verdict}, {u.verdict}).", "minskade"),
    ],
)
def test_words_that_claim_more_or_otherwise_are_refused(text: str, word: str) -> None:
    assert [("E417", word)] == codes(text)
    assert "E417" in own_summary(of(text))


@pytest.mark.parametrize(
    ("wanted", "word", "fits"),
    [
        ("lower_better", "bättre", True),
        ("higher_better", "bättre", False),
        ("higher_better", "sämre", True),
        ("lower_better", "sämre", False),
    ],
)
def test_better_and_worse_go_by_what_was_wanted(wanted: str, word: str, fits: bool) -> None:
    assert ([] if fits else [("E417", word)]) == codes(f"Det gick {word} ({{f.verdict}}).", wanted=wanted)


def test_each_language_has_its_own_words() -> None:
    assert [("E417", "increased")] == codes("It increased ({f.change}).", language="en")
    assert [] == codes("It decreased ({f.change}).", language="en")
    assert "In the project's own words" in own_summary(of("It: {f.verdict}.", language="en"))


def test_a_claim_is_held_against_the_questions_of_its_own_sentence() -> None:
    assert [] == codes("Den ena ökade ({up.change}). Den andra minskade ({f.change}).")


def test_an_older_answer_has_its_date_once_a_sentence() -> None:
    older = change("f", as_of=JUNE)
    made = of("Oron {f.change}, {f. interval } av {f.n} ({f.verdict}). Oron {f.change}.", found=(older,))

    first, second = own_summary(made).split(". ")

    assert (1, 1) == (first.count("2025"), second.count("2025"))
    assert "poäng (30 juni 2025)" in first.replace("\N{NO-BREAK SPACE}", " ")

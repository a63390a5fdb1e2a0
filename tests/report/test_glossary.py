"""The glossary explains the words that a report uses, in the order of the alphabet."""

from __future__ import annotations

import re

import pytest
from released_by_hand import estimate, finding, headline, same, words_of

from tsi_eval.designs import DESIGNS
from tsi_eval.findings import Claim, Quantity
from tsi_eval.language import LANGUAGES, Message, has_sentence, keys, say
from tsi_eval.report.glossary import TERMS, glossary, terms, terms_of_design
from tsi_eval.report.parts import LOOKED_UP


def explained(
    *items: object, claim: Claim = Claim.DESCRIBES, caveats: tuple[Message, ...] = (), **about: object
) -> set[str]:
    """Return the Swedish terms that a report on one finding explains."""
    found = finding("any", claim, items, caveats=caveats)
    return {term for term, _ in terms(words_of(found, **({"data": "public"} | about)))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_is_in_the_catalogue_in_a_few_plain_sentences(language: str) -> None:
    held = {key.split(".")[1] for key in keys(language) if re.match(r"glossary\.\w+\.", key)}
    means = {name: say(Message(f"glossary.{name}.means"), language) for name in held}
    of_quantities = {name for quantity in Quantity for name in quantity.record.terms}
    of_designs = {name for design in DESIGNS for name in terms_of_design(design.name)}
    of_caveats = {name for name in held if has_sentence(f"caveat.{name}")}

    assert {*TERMS} | of_quantities | of_designs | of_caveats == held
    assert all(has_sentence(f"glossary.{name}.term") for name in held)
    assert all(len(re.findall(r"[.:]( |$)", text)) <= 4 for text in means.values())
    assert all(len(sentence.split()) <= 26 for text in means.values() for sentence in re.split(r"\. ", text))


def test_every_report_explains_what_stands_in_every_report() -> None:
    assert explained() == {say(Message(f"glossary.{name}.term")) for name in ("question_role", "n", "pseudonym")}


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Fler orosanmälningar", "concern_report"),
        ("SDQ steg", "sdq"),
        ("Öppna verksamheter", "open_service"),
        ("Tidiga samordnade insatser", "tsi"),
        ("En utredning", "investigation"),
    ],
)
@pytest.mark.parametrize("place", ["question", "label", "summary", "own text"])
def test_a_word_is_explained_wherever_it_is_used(text: str, term: str, place: str) -> None:
    used = {
        "question": {"question": text},
        "label": {"labels": {"x": same(text)}},
        "summary": {"summary": same(text)},
        "own text": {"texts": {"sv": {"background": text}}},
    }[place]
    word = say(Message(f"glossary.{term}.term"))

    assert word in explained(**used)
    assert word not in explained()


@pytest.mark.parametrize(
    ("item", "term"),
    [
        (headline(Quantity.SHARE, 0.5), "share"),
        (estimate(Quantity.EFFECT_SIZE_Z, 0.5), "standardised"),
        (headline(Quantity.MEAN, 1.0, ci_low=0.5, ci_high=1.5), "interval"),
        (headline(Quantity.MEAN, 1.0, p_value=0.04), "p_value"),
        (headline(Quantity.MEAN, None), "hidden"),
    ],
)
def test_what_a_number_that_is_shown_needs_is_explained(item: object, term: str) -> None:
    word = say(Message(f"glossary.{term}.term"))

    assert word in explained(item)
    assert word not in explained()


def test_a_hidden_number_needs_no_explanation_of_its_quantity() -> None:
    assert say(Message("glossary.share.term")) not in explained(headline(Quantity.SHARE, None))


def test_claims_caveats_and_data_bring_their_terms() -> None:
    def word(term: str) -> str:
        return say(Message(f"glossary.{term}.term"))

    assert word("random") in explained(claim=Claim.CAUSED)
    assert word("random") not in explained(claim=Claim.CHANGED)
    assert word("missing") in explained(caveats=(Message("caveat.randomised_lost"),))
    assert word("missing") not in explained(caveats=(Message("caveat.leavers"),))
    assert word("synthetic") in explained(data="synthetic")
    assert word("pilot") in explained(data="real")
    assert not {word("pilot"), word("synthetic")} & explained()


def test_terms_of_a_design_stand_among_its_words() -> None:
    assert () == terms_of_design("no_such_design")
    assert all(isinstance(name, str) and name for design in DESIGNS for name in terms_of_design(design.name))
    assert any(terms_of_design(design.name) for design in DESIGNS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_terms_stand_in_alphabetical_order_whatever_their_case(language: str) -> None:
    words = words_of(finding("any", Claim.CAUSED, [headline(Quantity.SHARE, 0.5, p_value=0.1)]), language=language)
    swedish_last = str.maketrans("åäö", "{|}")

    shown = [term.casefold().translate(swedish_last) for term, _ in terms(words)]

    assert len(shown) > 5
    assert sorted(shown) == shown


def test_the_chapter_is_a_list_of_terms_and_what_they_mean() -> None:
    words = words_of(finding("any", Claim.DESCRIBES, []), data="public")
    intro, listed = glossary(words).parts

    assert intro.markdown.startswith("# Ordlista\n\n")
    assert [f"- **{term}**: {means}" for term, means in terms(words)] == listed.markdown.splitlines()
    assert LOOKED_UP == listed.box

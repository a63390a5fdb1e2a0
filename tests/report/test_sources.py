"""Sources: a report lists those that it cites, and the package holds those that anything cites."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from released_by_hand import estimate, finding, headline, words_of

from tsi_eval.errors import ReportError
from tsi_eval.findings import Claim, Quantity
from tsi_eval.language import LANGUAGES, Message, keys, say
from tsi_eval.language.catalogue import Plural, sentences
from tsi_eval.report.sources import cited, cited_in, known, methods, references

# Measures that are the package's own say so in their text.
OWN = {"rate_of_contacts", "absence_rate", "absence_all_before", "norm_sd", "declared", "published"}
DELIVERED = Path(__file__).resolve().parents[2] / "data_raw"


def test_every_source_is_cited_somewhere_and_every_citation_has_a_source() -> None:
    cites = [
        {
            key: cited_in(sentence.forms.values() if isinstance(sentence, Plural) else [sentence])
            for key, sentence in sentences(language).items()
        }
        for language in LANGUAGES
    ]

    assert cites[0] == cites[1]
    of_pilots = cited_in(path.read_text(encoding="utf-8") for path in DELIVERED.glob("*/texts/*/*.md"))
    assert set(known()) == {source for sources in cites[0].values() for source in sources} | set(of_pilots)


@pytest.mark.parametrize("source", known().values(), ids=known())
def test_every_source_has_author_year_and_title(source: dict[str, object]) -> None:
    assert source["author"]
    assert all(name.get("family") or name.get("literal") for name in source["author"])  # type: ignore[attr-defined]
    assert re.fullmatch(r"[a-z]+\d{4}", str(source["id"]))
    assert str(source["issued"]["date-parts"][0][0]) == str(source["id"])[-4:]  # type: ignore[index]
    assert source["title"]
    assert str(source["language"])[:2] in LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_method_names_its_source(language: str) -> None:
    texts = {
        key.split(".")[1]: say(Message(key), language)
        for key in keys(language)
        if key.startswith("method.") and key.endswith(".text")
    }

    assert {name for name, text in texts.items() if not cited_in([text])} == OWN


def test_methods_are_those_of_shown_numbers_each_once_in_order() -> None:
    items = [
        headline(Quantity.TEST, 0.04, method="wilcoxon"),
        estimate(Quantity.TEST, 0.04, method="mcnemar_exact"),
        estimate(Quantity.TEST, 0.04, method="wilcoxon"),
        estimate(Quantity.TEST, None, method="mcnemar_midp"),
        estimate(Quantity.COUNT, 3.0, method="no_such_method"),
    ]

    assert ("wilcoxon", "mcnemar_exact") == methods(words_of(finding("any", Claim.DESCRIBES, items)))


def test_sources_of_methods_are_cited_in_alphabetical_order() -> None:
    items = [estimate(Quantity.TEST, 0.04, method=name) for name in ("wilcoxon", "mcnemar_midp")]

    assert {"fagerland2013", "wilcoxon1945"} <= set(cited(words_of(finding("any", Claim.DESCRIBES, items))))


@pytest.mark.parametrize(
    ("texts", "sources"),
    [
        ([], ()),
        (["Räknat så [@wilcoxon1945]."], ("wilcoxon1945",)),
        (["[@b2001; @a2002]", "[@b2001]"], ("a2002", "b2001")),
        (["kim@example.org, @Namn2001, @a20"], ()),
    ],
)
def test_a_citation_is_letters_and_a_year_after_an_at(texts: list[str], sources: tuple[str, ...]) -> None:
    assert sources == cited_in(texts)


def test_a_source_that_the_package_does_not_hold_is_refused() -> None:
    caveat = Message("caveat.cited", {"key": "@nobody1999"})
    words = words_of(finding("pre_post", Claim.CHANGED, [], caveats=(caveat,)))

    with pytest.raises(ReportError) as error:
        cited(words)

    assert [("E283", "nobody1999")] == [(p.code, p.params["name"]) for p in error.value.problems]


def test_the_chapter_lists_authors_year_title_and_home_in_a_box_of_its_own() -> None:
    words = words_of(finding("any", Claim.DESCRIBES, [estimate(Quantity.TEST, 0.04, method="wilcoxon")]), data="public")
    heading, listed = references(words).parts

    assert heading.markdown.startswith("# Källor\n\n")
    assert "refs" == listed.box
    assert any(line.startswith("- Wilcoxon (1945). ") for line in listed.markdown.splitlines())


def test_without_citations_there_is_no_chapter() -> None:
    assert () == references(words_of(finding("any", Claim.DESCRIBES, []), data="public")).parts

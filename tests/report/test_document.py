"""One document out of a notebook's outputs: the report's parts in order, numbered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from released_by_hand import DAY, JUNE, released, same, words_of

from tsi_eval.findings import Contact, Imprint
from tsi_eval.findings.released import Correction
from tsi_eval.language import Text
from tsi_eval.report.document import LABELS, Document, about, document_of, with_phone
from tsi_eval.report.parts import Figure, Part, Prose, Table
from tsi_eval.report.words import Words

TABLE = Table(id="svar", caption="Svaret i tal", header=("vilka", "antal"), rows=(("alla", "43"),))
FIGURE = Figure(id="figure-a", svg="<svg/>", title="Titel", subtitle="Under", source="Källa", alt='Två "staplar"\\.')
PIPES = "| vilka | antal |\n| --- | ---: |\n| alla | 43 |"


def output_of(part: Part) -> dict[str, Any]:
    data, metadata = part._repr_mimebundle_()
    return {"data": data, "metadata": metadata}


def written(*parts: Part, language: str = "sv", **cover: object) -> Document:
    cells = [{"outputs": [output_of(part)]} for part in parts]
    return document_of({"cells": cells}, words_of(language=language, **cover))


def test_parts_stand_in_the_order_of_the_cells_with_an_empty_line_between() -> None:
    assert "# A\n\nord\n\n# B\n" == written(Prose(markdown="# A\n\nord"), Prose(markdown="# B")).markdown


def test_drawings_for_phones_are_those_of_figures_that_are_there() -> None:
    made = with_phone(written(FIGURE), {"figure-a": "<svg>1</svg>", "figure-b": "<svg>2</svg>"})

    assert made.phone == {"figure-a.svg": "<svg>1</svg>"}
    assert written(FIGURE).phone == {}


def test_prose_in_a_box_is_a_div_of_that_class() -> None:
    assert "::: {.answer}\nSvar.\n:::\n" == written(Prose(markdown="Svar.", box="answer")).markdown


def test_the_box_of_sources_is_empty_for_citeproc_to_fill() -> None:
    assert "::: {#refs .refs}\n:::\n" == written(Prose(markdown="- En källa.", box="refs")).markdown


def test_a_table_is_as_the_docstring_says() -> None:
    assert f"::: {{.table #table-svar}}\n{PIPES}\n\n: **Tabell 1.** Svaret i tal\n:::\n" == written(TABLE).markdown


def test_a_table_may_have_a_note_and_a_fold() -> None:
    text = written(replace(TABLE, note="En not.", fold=True)).markdown

    assert text.startswith("::: {.table .fold #table-svar}\n")
    assert "Svaret i tal\n\n::: {.note}\nEn not.\n:::\n:::\n" in text


@pytest.mark.parametrize(("language", "names"), [("sv", ("Tabell", "Figur")), ("en", ("Table", "Figure"))])
def test_tables_and_figures_are_numbered_apart(language: str, names: tuple[str, str]) -> None:
    text = written(TABLE, FIGURE, TABLE, FIGURE, language=language).markdown

    table, figure = names
    places = [text.index(f"{name} {number}.") for name, number in ((table, 1), (figure, 1), (table, 2), (figure, 2))]
    assert sorted(places) == places


def test_a_figure_is_a_picture_with_its_caption_and_alternative_text_and_its_drawing_lies_beside() -> None:
    document = written(FIGURE)

    assert (
        '![**Figur 1. Titel.** Under. Källa](figures/figure-a.svg){#figure-a alt="Två ”staplar”."}\n'
        == document.markdown
    )
    assert {"figure-a.svg": "<svg/>"} == document.figures


def test_what_else_a_cell_shows_or_prints_is_left_out() -> None:
    printed = {"output_type": "stream", "text": "hej"}
    shown = {"data": {"text/plain": "2"}, "metadata": {}}
    cells = [{"outputs": [printed, shown, output_of(Prose(markdown="ord"))]}, {"source": "text without outputs"}]

    assert "ord\n" == document_of({"cells": cells}, words_of()).markdown


def test_a_part_says_what_it_is() -> None:
    assert {"kind": "prose", "box": "", "id": ""} == about(output_of(Prose(markdown="ord")))


def test_prose_with_a_name_gives_it_to_its_heading() -> None:
    assert "# A {#a}\n\nord\n" == written(Prose(markdown="# A\n\nord", id="a")).markdown


def test_the_cover_s_facts_are_in_the_report_s_language() -> None:
    facts = written(language="en", period=Text(sv="läsåret", en="the school year")).facts

    assert (
        ("Responsible authority", "K"),
        ("Covers", "the school year"),
        ("Report date", "2 January 2026"),
    ) == facts[:3]


def test_status_source_and_protection_stand_on_the_cover() -> None:
    draft = dict(written().facts)
    approved = dict(written(status="approved", approved_by="Kim", source=same("Källan")).facts)

    assert ("Utkast, inte godkänt", "Godkänd av Kim") == (draft["Status"], approved["Status"])
    assert "standard" == draft["Skydd av enskilda"]
    assert "Källa" not in draft
    assert "Källan" == approved["Källa"]


def test_whose_report_it_is_stands_on_the_cover_and_its_authors_are_the_file_s() -> None:
    contact = Contact(name=same("Bo Alm"), role=Text(sv="enhetschef", en="head of unit"), email="bo@example.org")
    imprint = Imprint(
        commissioner=Text(sv="nämnden", en="the board"),
        authors=(same("Anna"), same("Ek")),
        contact=contact,
        version="2",
    )
    swedish, english = (written(language=language, imprint=imprint) for language in ("sv", "en"))

    facts = dict(swedish.facts)
    assert ("nämnden", "Anna; Ek") == (facts["Uppdragsgivare"], facts["Författare"])
    assert "Bo Alm, enhetschef, bo@example.org" == facts["Svarar för rapporten"]
    assert "2 januari 2026, version 2" == facts["Rapportdatum"]
    assert "Bo Alm, head of unit, bo@example.org" == dict(english.facts)["Answers for it"]
    assert ("Anna", "Ek") == swedish.authors


def test_a_report_that_is_nobody_s_yet_says_nothing_of_it() -> None:
    document = written()

    assert not {"Uppdragsgivare", "Författare", "Svarar för rapporten"} & set(dict(document.facts))
    assert () == document.authors


def test_a_correction_is_named_on_the_cover() -> None:
    corrects = Correction(report=JUNE, why=same("Fel."), changed=())
    made = document_of({"cells": []}, Words(replace(released(), corrects=corrects), "sv"))

    assert "rapporten den 30 juni 2025" == dict(made.facts)["Rättar"]
    assert "Rättar" not in dict(written().facts)


@pytest.mark.parametrize(
    ("cover", "words"),
    [
        ({"data": "real", "status": "approved"}, []),
        ({"data": "real"}, ["Utkast", "Får bara läsas"]),
        ({"data": "public"}, ["Offentliga", "Utkast"]),
        ({"data": "synthetic", "status": "approved"}, ["Syntetiska data"]),
        (
            {"data": "synthetic", "policy": "internal"},
            ["Syntetiska data", "Internt arbetsmaterial", "Utkast", "Får bara läsas"],
        ),
    ],
)
def test_the_band_says_what_data_these_are_and_what_may_not_be_done(cover: dict[str, str], words: list[str]) -> None:
    band = written(**cover).band

    all_words = ("Syntetiska data", "Offentliga", "Internt arbetsmaterial", "Utkast", "Får bara läsas")
    assert words == [word for word in all_words if word in band]
    assert bool(words) is bool(band)


def test_title_day_and_labels_are_the_cover_s() -> None:
    document = written(title=Text(sv="Titel", en="Title"))

    assert ("Titel", "sv", DAY) == (document.title, document.language, document.day)
    assert set(LABELS) == set(document.labels)
    assert "Innehåll" == document.labels["contents"]

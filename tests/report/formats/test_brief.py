"""The short version: two pages of the report's own pieces, whatever the report holds."""

from __future__ import annotations

import io
import json
from typing import Any

import page
import pikepdf
import pypdfium2
import pytest
from documents_by_hand import SVG, document

from tsi_eval.report.formats.brief import Blocks, pages_of, parts_of, shortened, to_brief
from tsi_eval.report.formats.pandoc import read
from tsi_eval.report.overview import TO_DECIDE

WHO = "Två staplar: 12 av 43 och 31 av 43."
DECIDE = "say decisions"
REST = "say rest"
TALL = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="700"><rect width="100" height="50"/></svg>'


def report(*, answers: int = 3, rows: int = 3, to_decide: int = 2, with_figure: bool = True) -> str:
    """Return the text of a report with so many answers, rows, and lines to decide on."""
    items = "\n".join(f"- Svar {number}: tolv av 43 familjer, 28 procent (15 till 43)." for number in range(answers))
    lines = "\n".join(f"| Fråga {number}? | Tolv av 43. | räknat |" for number in range(rows))
    decide = "\n\n".join(f"Beslut {number}: ska piloten fortsätta, och vem betalar?" for number in range(to_decide))
    figure = f'![**Figur 1.** Alla svar](figures/answers.svg){{#answers alt="{WHO}"}}'
    return f"""
# Det viktigaste

Piloten fanns på två skolor.

::: {{.messages}}
**Räknat**

{items}
:::

**Vad vi inte kan säga:** varför.

# Sammanfattning

{figure if with_figure else ""}

::: {{.table #table-summary}}
| fråga | vad data säger | hur säkert |
| --- | --- | --- |
{lines}

: **Tabell 1.** Frågorna och svaren
:::

Vad orden betyder.

{f"## {DECIDE} {{#{TO_DECIDE}}}" if to_decide else ""}

{decide}

# Bakgrund

Om kommunen.

## {DECIDE}

Inte detta.
"""


def brief(markdown: str, **changed: Any) -> bytes:
    made = document(markdown, **({"figures": {"answers.svg": SVG}} | changed))
    return to_brief(made, read(made))


def texts(pdf: bytes) -> list[str]:
    return [" ".join(sheet.get_textpage().get_text_bounded().split()) for sheet in pypdfium2.PdfDocument(pdf)]


def parts(markdown: str) -> dict[str, Blocks]:
    made = document(markdown, figures={"answers.svg": SVG})
    return dict(parts_of(json.loads(read(made).whole)["blocks"]))


class TestParts:
    def test_messages_figure_table_and_decisions_are_found_and_nothing_else(self) -> None:
        found = parts(report())

        assert [block["t"] for block in found["messages"]] == ["Header", "Para", "Div", "Para"]
        assert [block["t"] for block in found["answers"]] == ["Figure"]
        assert [block["c"][0][0] for block in found["table"]] == ["table-summary"]
        assert [block["t"] for block in found["decisions"]] == ["Header", "Para", "Para"]

    def test_decisions_are_found_on_the_page_of_main_messages_too(self) -> None:
        found = parts(f"# Det viktigaste\n\nA.\n\n## {DECIDE} {{#{TO_DECIDE}}}\n\nB.\n\n### Under\n\nC.\n\n# Mer\n\nD.")

        assert len(found["messages"]) == 2
        assert len(found["decisions"]) == 4

    def test_a_heading_of_the_same_words_in_a_text_of_people_s_is_none_of_them(self) -> None:
        found = parts(f"# A\n\nB.\n\n## {DECIDE}\n\nC.\n\n# D\n\n## toDecide\n\nE.")

        assert [] == found["decisions"]

    def test_a_heading_loses_its_number_and_a_word_that_is_a_number_stays(self) -> None:
        found = parts(
            f"# 2023 i korthet\n\nA.\n\n# Mer\n\n## say decisions {{#{TO_DECIDE}}}\n\nB.\n\n### 3 skolor\n\nC."
        )

        headings = [block for block in found["decisions"] if block["t"] == "Header"]
        assert [block["c"][2][0]["c"] for block in headings] == ["say", "3"]
        assert [block["c"][0] for block in headings] == [2, 3]

    def test_a_report_without_a_figure_or_decisions_has_none(self) -> None:
        found = parts(report(with_figure=False, to_decide=0))

        assert (found["answers"], found["decisions"]) == ([], [])


class TestPages:
    def test_what_fits_is_there_in_its_order_with_its_numbers(self) -> None:
        first, second = texts(brief(report()))

        for words in ("say brief Liten pilot", "Huvudman: Testkommun", "Det viktigaste", "Svar 2:", "Vad vi inte kan"):
            assert words in first
        places = [second.index(words) for words in ("Figur 1. Alla svar", "Tabell 1. Frågorna", DECIDE, "Beslut 1:")]
        assert places == sorted(places)
        assert REST not in first + second
        assert "Om kommunen" not in first + second

    def test_every_page_has_the_band(self) -> None:
        assert all("Syntetiska data: påhittade barn." in text for text in texts(brief(report())))
        assert all("Syntetiska" not in text for text in texts(brief(report(), band="")))

    def test_a_long_table_moves_decisions_and_then_goes_itself(self) -> None:
        first, second = texts(brief(report(rows=57, with_figure=False)))
        assert "Beslut 1:" in first
        assert "Fråga 56?" in second

        (alone,) = texts(brief(report(rows=80, with_figure=False)))
        assert "Beslut 1:" in alone
        assert "Fråga" not in alone

    def test_the_table_goes_before_the_figure(self) -> None:
        shown = " ".join(texts(brief(report(rows=30, answers=20), figures={"answers.svg": TALL})))

        assert "Figur 1." in shown
        assert "Tabell 1." not in shown
        assert "Beslut 1:" in shown

    def test_decisions_are_there_whole_or_not_at_all_and_it_is_said(self) -> None:
        shown = " ".join(texts(brief(report(to_decide=60))))

        assert "Beslut" not in shown
        assert REST in shown
        assert "Figur 1." in shown

    def test_messages_of_more_than_a_page_are_alone(self) -> None:
        first, second = texts(brief(report(answers=70)))

        assert "Svar 0:" in first
        assert "Svar 69:" in second
        assert REST in second
        assert "Tabell 1." not in first + second

    @pytest.mark.parametrize("answers", [130, 160])
    def test_there_are_never_three_pages(self, answers: int) -> None:
        made = brief(report(answers=answers))

        shown = texts(made)
        assert len(shown) == 2 == pages_of(made)
        assert "Svar 0:" in shown[0]
        assert f"Svar {answers - 1}:" not in shown[1]
        assert "Vad vi inte kan säga" in shown[1]
        assert REST in shown[1]

    def test_a_long_text_without_answers_has_two_pages_too(self) -> None:
        shown = texts(brief("# A\n\n" + "\n\n".join(["Ord på en rad, och några till. " * 40] * 12)))

        assert len(shown) == 2
        assert REST in shown[1]


class TestFile:
    def test_passes_an_independent_checker(self) -> None:
        content = brief(report(), authors=("Anna Ek",))

        checked = (page.validate_pdf_bytes(content, profile=profile) for profile in ("ua1", "3a"))
        assert [failure.message for found in checked for failure in found.failures] == []
        with pikepdf.open(io.BytesIO(content)) as opened:
            assert str(opened.Root.Lang) == "sv-SE"
            assert str(opened.docinfo.Title) == "Liten pilot"
            assert str(opened.docinfo.Author) == "Anna Ek"
            assert WHO.encode("utf-16-be") in content or WHO in str(_alternatives(opened))

    def test_pages_are_counted_as_another_program_counts_them(self) -> None:
        for markdown in ("# A\n\nord", report()):
            made = brief(markdown)
            assert pages_of(made) == len(pypdfium2.PdfDocument(made))


def _alternatives(opened: pikepdf.Pdf) -> list[str]:
    return [str(item.Alt) for item in opened.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]


class TestShortened:
    def test_the_last_answer_goes_first_then_its_heading_then_blocks_from_the_end(self) -> None:
        messages = parts("# A\n\n::: {.messages}\n**X**\n\n- a\n- b\n\n**Y**\n\n- c\n:::\n\nSist.")["messages"]

        kept = []
        while len(messages) > 1:
            messages = shortened(messages)
            kept.append([len(block["c"][1]) for block in messages if block["t"] == "Div"])
        assert kept == [[2], [2], [], []]

"""Tables, lists and room in a Word document."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from tsi_eval.report.formats.word_tables import finished
from tsi_eval.report.formats.word_xml import W

ATTRIBUTE = f"{{{W}}}"
DOCUMENT = '<w:document xmlns:w="%s" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><w:body>%s</w:body></w:document>'


def paragraph(text: str, style: str = "BodyText", more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def item(text: str, number: int, style: str = "Compact") -> str:
    return paragraph(text, style, f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')


def table(*rows: str, heading: bool = True) -> str:
    """Return a table as pandoc writes it; each row's cells stand with a bar between."""

    def row(text: str, *, first: bool) -> str:
        cells = "".join(f"<w:tc><w:tcPr/>{paragraph(cell, 'Compact')}</w:tc>" for cell in text.split("|"))
        properties = "<w:trPr><w:tblHeader/></w:trPr>" if first and heading else ""
        return f"<w:tr>{properties}{cells}</w:tr>"

    look = f'<w:tblLook w:firstRow="{int(heading)}"/>'
    grid = "".join("<w:gridCol/>" for _ in rows[0].split("|"))
    body = "".join(row(text, first=place == 0) for place, text in enumerate(rows))
    return f"<w:tbl><w:tblPr><w:tblW/>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def blocks(*content: str) -> list[ET.Element]:
    root = ET.fromstring(finished((DOCUMENT % (W, "".join(content))).encode()))  # noqa: S314  of what was just written
    (body,) = root
    return list(body)


def properties_of(block: ET.Element) -> list[str]:
    return [child.tag.removeprefix(ATTRIBUTE) for child in block.find(f"{ATTRIBUTE}pPr") or ()]


def style_of(block: ET.Element) -> str:
    style = block.find(f"{ATTRIBUTE}pPr/{ATTRIBUTE}pStyle")
    return "" if style is None else style.get(f"{ATTRIBUTE}val", "")


class TestTables:
    def test_cells_columns_and_the_table_have_the_same_widths(self) -> None:
        (made,) = blocks(table("när|värde", "före starten|24,6 %"))

        grid = [column.get(f"{ATTRIBUTE}w") for column in made.iter(f"{ATTRIBUTE}gridCol")]
        cells = [cell.get(f"{ATTRIBUTE}w") for cell in made.iter(f"{ATTRIBUTE}tcW")]
        (whole,) = made.iter(f"{ATTRIBUTE}tblW")
        assert [*grid, *grid] == cells
        assert whole.get(f"{ATTRIBUTE}w") == str(sum(int(width or 0) for width in grid))

    def test_headings_and_rows_have_their_styles_and_no_row_breaks(self) -> None:
        (made,) = blocks(table("när|värde", "före|1", "efter|2"))

        styles = [style_of(place) for place in made.iter(f"{ATTRIBUTE}p")]
        assert ["TableHeading"] * 2 + ["TableText"] * 4 == styles
        assert 3 == len(list(made.iter(f"{ATTRIBUTE}cantSplit")))

    @pytest.mark.parametrize(("rows", "kept"), [(5, [1, 2, 3]), (13, list(range(1, 12))), (20, [1, 2])])
    def test_a_short_table_stands_on_one_page_and_a_long_one_begins_with_some_rows(
        self, rows: int, kept: list[int]
    ) -> None:
        (made,) = blocks(table("när|värde", *(f"rad|{number}" for number in range(1, rows))))

        keeping = [
            place for place, row in enumerate(made.findall(f"{ATTRIBUTE}tr")) if list(row.iter(f"{ATTRIBUTE}keepNext"))
        ]
        assert kept == keeping

    def test_a_table_without_a_heading_row_says_so(self) -> None:
        (made,) = blocks(table("1|2", "3|4", heading=False))

        (look,) = made.iter(f"{ATTRIBUTE}tblLook")
        assert ("0680", "1") == (look.get(f"{ATTRIBUTE}val"), look.get(f"{ATTRIBUTE}firstColumn"))
        assert {"TableText"} == {style_of(place) for place in made.iter(f"{ATTRIBUTE}p")}

    def test_a_table_of_uneven_rows_keeps_its_widths(self) -> None:
        (made,) = blocks(table("a|b", "c"))

        assert not list(made.iter(f"{ATTRIBUTE}tcW"))


class TestBetween:
    def test_a_note_stays_with_its_table_and_text_has_room_after_it(self) -> None:
        with_note, _, without, text = blocks(
            table("a|b", "c|d"), paragraph("En not.", "Note"), table("a|b", "c|d"), paragraph("Text.")
        )

        *_, last = with_note.findall(f"{ATTRIBUTE}tr")
        *_, bare = without.findall(f"{ATTRIBUTE}tr")
        assert list(last.iter(f"{ATTRIBUTE}keepNext"))
        assert not list(bare.iter(f"{ATTRIBUTE}keepNext"))
        assert ["pStyle", "spacing"] == properties_of(text)

    def test_a_question_stays_with_its_answer(self) -> None:
        question, _, other, _ = blocks(
            paragraph("Vad hände?"), paragraph("Tolv.", "Answer"), paragraph("Text."), paragraph("Mer.")
        )

        assert "keepNext" in properties_of(question)
        assert "keepNext" not in properties_of(other)

    def test_there_is_room_after_the_last_block_of_a_box(self) -> None:
        first, last, text = blocks(paragraph("a", "Answer"), paragraph("b", "Answer"), paragraph("c"))

        assert [["pStyle"], ["pStyle", "spacing"], ["pStyle"]] == [
            properties_of(block) for block in (first, last, text)
        ]

    def test_the_two_first_chapters_begin_on_new_pages(self) -> None:
        headings = blocks(*(paragraph(text, "Heading1") for text in "abc"))

        assert [True, True, False] == ["pageBreakBefore" in properties_of(heading) for heading in headings]


class TestListsInBoxes:
    def test_only_the_list_under_the_box_s_heading_looks_like_the_box(self) -> None:
        made = blocks(
            paragraph("Vi vet", "BoxHeading"), item("ett", 7), item("två", 7), paragraph("ord"), item("tre", 8)
        )

        assert ["BoxHeading", "BoxList", "BoxList", "BodyText", "Compact"] == [style_of(block) for block in made]

    def test_properties_stand_in_the_order_that_the_schema_wants(self) -> None:
        _, first, _ = blocks(paragraph("Vi vet", "BoxHeading"), item("ett", 7), paragraph("ord"))

        assert ["pStyle", "numPr", "spacing", "ind"] == properties_of(first)

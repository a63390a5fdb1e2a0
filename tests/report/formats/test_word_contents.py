"""The list of contents in Word: each entry asks for the page of its heading."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from tsi_eval.report.formats.word_contents import with_pages
from tsi_eval.report.formats.word_xml import W, style_of, w


def entry(anchor: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:hyperlink w:anchor="{anchor}"><w:r/></w:hyperlink></w:p>'


def chapter(name: str, number: int) -> str:
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>A</w:t></w:r></w:p>'
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{heading}<w:p/><w:bookmarkEnd w:id="{number}"/>'


def body(*content: str) -> ET.Element:
    made = ET.fromstring(f'<w:body xmlns:w="{W}">{"".join(content)}</w:body>')  # noqa: S314  of what stands here
    with_pages(made)
    return made


def asked(block: ET.Element) -> list[str]:
    return [str(instruction.text).strip() for instruction in block.iter(w("instrText"))]


class TestWithPages:
    def test_each_entry_asks_for_a_bookmark_that_stands_in_its_heading(self) -> None:
        made = body(entry("det-viktigaste"), entry("b"), chapter("det-viktigaste", 7), chapter("b", 9))

        entries = [block for block in made if style_of(block) == "TOC1"]
        headings = [block for block in made if style_of(block) == "Heading1"]
        for number, (line, heading) in enumerate(zip(entries, headings, strict=True), start=1):
            assert asked(line) == [f"PAGEREF chapter_{number} \\h"]
            (start,) = heading.iter(w("bookmarkStart"))
            (end,) = heading.iter(w("bookmarkEnd"))
            assert start.get(w("name")) == f"chapter_{number}"
            assert start.get(w("id")) == end.get(w("id"))
            assert [child.tag for child in heading] == [w("pPr"), w("bookmarkStart"), w("r"), w("bookmarkEnd")]

    def test_no_two_bookmarks_have_the_same_number(self) -> None:
        made = body(entry("a"), entry("b"), chapter("a", 7), chapter("b", 9))

        numbers = [mark.get(w("id")) for mark in made.iter(w("bookmarkStart"))]
        assert len(set(numbers)) == len(numbers) == 4

    def test_a_field_begins_answers_nothing_and_ends(self) -> None:
        made = body(entry("a"), chapter("a", 1))

        marks = [mark.get(w("fldCharType")) for mark in made.iter(w("fldChar"))]
        assert marks == ["begin", "separate", "end"]

    def test_an_entry_without_a_heading_stays_a_line(self) -> None:
        assert asked(body(entry("nowhere"), chapter("a", 1))) == []

    def test_a_document_without_contents_stays_as_it_is(self) -> None:
        made = body(chapter("a", 1))

        assert [mark.get(w("name")) for mark in made.iter(w("bookmarkStart"))] == ["a"]

"""The pages in the list of contents in Word: fields, which Word and LibreOffice fill in themselves.

On which page a chapter falls, only the program knows that shows it. A field stands in a row of
runs: what it asks, and between two marks what it last answered, which is nothing yet:

    1 Summary  tab  begin  PAGEREF chapter_2  separate  end

LibreOffice answers by itself. Word does when the document is opened, since `word.settings.xml` asks
for it (`updateFields`); it asks its reader first. A field of the kind TOC around the list, which
would find new chapters too, keeps LibreOffice from answering.

What a field asks for is a bookmark. pandoc's own begin between two paragraphs and last to the end
of a chapter: on which page that is depends on the program, and their names have hyphens, which Word
doesn't give to a bookmark. So each heading gets one of its own.
"""

from __future__ import annotations

from itertools import count
from xml.etree import ElementTree as ET

from tsi_eval.report.formats.word_xml import made, style_of, w

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def with_pages(body: ET.Element) -> None:
    """Give each entry of the list of contents the page of the heading that it leads to."""
    headings = _headings(body)
    numbers = count(1 + max((int(mark.get(w("id"), 0)) for mark in body.iter(w("bookmarkStart"))), default=0))
    entries = [block for block in body.iterfind(w("p")) if style_of(block) == "TOC1"]
    for place, entry in enumerate(entries, start=1):
        anchors = [link.get(w("anchor"), "") for link in entry.findall(w("hyperlink"))]
        for heading in (headings[anchor] for anchor in anchors if anchor in headings):
            name = f"chapter_{place}"
            _mark(heading, name, next(numbers))
            entry.extend([_run(made("tab")), *_page_of(name)])


def _headings(body: ET.Element) -> dict[str, ET.Element]:
    """Return the paragraph that each of pandoc's bookmarks begins before."""
    found: dict[str, ET.Element] = {}
    names: list[str] = []
    for block in body:
        if block.tag == w("bookmarkStart"):
            names.append(block.get(w("name"), ""))
        elif block.tag == w("p"):
            found |= dict.fromkeys(names, block)
            names = []
    return found


def _mark(heading: ET.Element, name: str, number: int) -> None:
    """Put a bookmark around the words of a heading."""
    heading.insert(sum(child.tag == w("pPr") for child in heading), made("bookmarkStart", id=number, name=name))
    heading.append(made("bookmarkEnd", id=number))


def _page_of(bookmark: str) -> list[ET.Element]:
    asked = made("instrText")
    asked.set(_SPACE, "preserve")
    asked.text = f" PAGEREF {bookmark} \\h "
    begin, separate, end = (made("fldChar", fldCharType=kind) for kind in ("begin", "separate", "end"))
    return [_run(content) for content in (begin, asked, separate, end)]


def _run(content: ET.Element) -> ET.Element:
    run = made("r")
    run.append(content)
    return run

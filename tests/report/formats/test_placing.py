"""Figures and tables leave no gap before them: text goes on there, and they open the next page."""

from __future__ import annotations

import page
import pypdfium2
import pytest
from documents_by_hand import SVG, document

from tsi_eval.report.formats.pandoc import read
from tsi_eval.report.formats.pdf import to_pdf

# Pages of the main messages and of the contents.
FRONT = 1
# Centimetres from the edge: words of a page stand higher, and its number lower.
FOOT = 1.8
CENTIMETRE = 72 / 2.54
LINE = "Vi räknade en gång till, på ett annat sätt."
AFTER = "Efter figuren."
FIGURE = '![**Figur.** Tolv av 43](figures/figure-a.svg){#figure-a alt="Två staplar."}'
TABLE = """::: {.table #table-short}
| vilka | antal |
| --- | ---: |
| alla | 43 |
| flickor | 20 |
| pojkar | 23 |

: Tabellen

::: {.note}
En anmärkning.
:::
:::"""


def made(before: int, block: str, after: int = 30) -> bytes:
    lines = ["# Det viktigaste", "Ord.", "# Kapitel", *[LINE] * before, block, *[AFTER] * after]
    wanted = document("\n\n".join(lines), figures={"figure-a.svg": SVG.replace('height="200"', 'height="300"')})
    return to_pdf(wanted, read(wanted))


def sheets(content: bytes) -> list[list[tuple[str, float]]]:
    """Return each page's words, each with how far its foot is from that of the page."""
    pages = list(pypdfium2.PdfDocument(content))[FRONT:]
    return [list(map(_line, _boxes(sheet))) for sheet in pages]


def _boxes(sheet: pypdfium2.PdfPage) -> list[tuple[str, float]]:
    text = sheet.get_textpage()
    boxes = [text.get_rect(place) for place in range(text.count_rects())]
    return [(text.get_text_bounded(*box), box[1]) for box in boxes]


def _line(box: tuple[str, float]) -> tuple[str, float]:
    return box[0].strip(), box[1] / CENTIMETRE


def page_with(words: str, pages: list[list[tuple[str, float]]]) -> int:
    return next(number for number, lines in enumerate(pages) if any(words in text for text, _ in lines))


def lowest(lines: list[tuple[str, float]]) -> float:
    """Return where the page's words end, in centimetres over its edge; its foot stands lower."""
    return min(height for _, height in lines if height > FOOT)


@pytest.mark.parametrize(
    ("before", "block", "words"),
    [(22, FIGURE, "Tolv av 43"), (27, FIGURE, "Tolv av 43"), (30, TABLE, "flickor"), (32, TABLE, "flickor")],
)
def test_what_does_not_fit_opens_the_next_page_and_text_goes_on_before_it(before: int, block: str, words: str) -> None:
    pages = sheets(made(before, block))

    assert lowest(pages[0]) < 3.0
    assert (0, 1) == (page_with(AFTER, pages), page_with(words, pages))


def test_what_fits_stays_under_its_text() -> None:
    pages = sheets(made(3, FIGURE))

    heights = dict(reversed(pages[0]))
    caption = next(height for text, height in heights.items() if "Tolv av 43" in text)
    assert heights[LINE] > caption > heights[AFTER]


def test_each_is_moved_by_itself_and_the_order_is_kept() -> None:
    second = TABLE.replace("table-short", "table-b").replace("flickor", "kvinnor")

    content = made(20, f"{FIGURE}\n\n{TABLE}\n\n{second}", after=60)
    pages = sheets(content)

    assert page_with("Tolv av 43", pages) <= page_with("flickor", pages) <= page_with("kvinnor", pages)
    assert all(lowest(sheet) < 3.0 for sheet in pages[:-1])


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_a_page_with_something_moved_is_for_every_reader_too(profile: str) -> None:
    assert [] == list(page.validate_pdf_bytes(made(27, FIGURE), profile=profile).failures)

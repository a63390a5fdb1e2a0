"""The PDF is for every reader, says on each page what it is, and shows words as words."""

from __future__ import annotations

import io
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import page
import pikepdf
import pypdfium2
import pytest
from documents_by_hand import document

from tsi_eval.errors import ReportError
from tsi_eval.report.formats import pdf
from tsi_eval.report.formats.pandoc import LOCALES, read
from tsi_eval.report.formats.pdf import to_pdf

BAND = "Syntetiska data: påhittade barn."
ALT = "Två staplar: 12 av 43 och 31 av 43. Figuren visar inte varför."
NBSP = "\N{NO-BREAK SPACE}"
ROWS = "\n".join(f"| månad {i} | {i} | 4,1 till 5,2 |" for i in range(120))
WORDS = "\n\n".join(["Vi räknade en gång till, på ett annat sätt."] * 40)
REPORT = f"""
# Det viktigaste

::: {{.messages}}
**Vi vet**

- Tolv av 43 familjer, $p = \\frac{{12}}{{43}}$.
:::

# Vilka nåddes?

Frågan är den här.

::: {{.answer}}
Tolv av 43.
:::

![**Figur 1.** Tolv av 43](figures/figure-a.svg){{#figure-a alt="{ALT}"}}

::: {{.table #table-short}}
| vilka | antal |
| --- | ---: |
| alla | 43 |

: **Tabell 1.** Svaret i tal

::: {{.note}}
.. betyder att talet inte visas.
:::
:::

::: {{.table .fold #table-long}}
| när | antal | intervall |
| --- | ---: | ---: |
{ROWS}

: **Tabell 2.** Talen bakom svaret
:::

# Hur vi gjorde

{WORDS}

$$\\sqrt{{\\frac{{p(1-p)}}{{n}}}} \\pm z$$

Se [figuren](#vilka-nåddes) och [myndigheten](https://skolverket.se).
"""


def made(markdown: str = REPORT, **changed: Any) -> bytes:
    wanted = document(markdown, **changed)
    return to_pdf(wanted, read(wanted))


@cache
def report(language: str = "sv") -> bytes:
    return made(language=language)


def failures(content: bytes) -> list[str]:
    checked = (page.validate_pdf_bytes(content, profile=profile) for profile in ("ua1", "3a"))
    return [f"{failure.rule_id}: {failure.message}" for found in checked for failure in found.failures]


def pages(content: bytes) -> list[str]:
    return [" ".join(sheet.get_textpage().get_text_bounded().split()) for sheet in pypdfium2.PdfDocument(content)]


def elements(content: bytes) -> list[tuple[str, str]]:
    """Return the tags, in the order of reading, with their alternative texts."""

    def walk(node: Any) -> Iterator[tuple[str, Any]]:
        if isinstance(node, pikepdf.Array):
            for item in node:
                yield from walk(item)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield str(node.S), node
            yield from walk(node.get("/K", pikepdf.Array()))

    with pikepdf.open(io.BytesIO(content)) as opened:
        return [(kind, str(node.get("/Alt", ""))) for kind, node in walk(opened.Root.StructTreeRoot.K)]


def alts(content: bytes, wanted: str) -> list[str]:
    return [alt for kind, alt in elements(content) if kind == wanted]


def test_the_file_says_who_wrote_it() -> None:
    small = document("# A\n\nord", authors=("Anna Ek", "Bo"))
    with pikepdf.open(io.BytesIO(to_pdf(small, read(small)))) as opened:
        assert "Anna Ek" in str(opened.docinfo.Author)
        assert "Bo" in str(opened.docinfo.Author)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_passes_an_independent_checker_in_both_languages(language: str) -> None:
    content = report(language)

    assert failures(content) == []
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert str(opened.Root.Lang) == LOCALES[language]
        assert str(opened.docinfo.Title) == "Liten pilot"
        assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)


def test_every_figure_and_formula_has_its_words() -> None:
    assert alts(report(), "/Figure") == [ALT]
    assert alts(report(), "/Formula") == ["say formula: p = 12 / 43", "say formula: √((p ( 1 - p )) / (n)) ± z"]


def test_a_figure_without_words_is_refused() -> None:
    with pytest.raises(ReportError) as refused:
        made(REPORT.replace(ALT, ""))

    assert [problem.code for problem in refused.value.problems] == ["E173"]


def test_headings_tables_and_links_are_tagged() -> None:
    kinds = Counter(name for name, _ in elements(report()))
    assert (kinds["/H1"], kinds["/H2"]) == (3, 1)  # three chapters; the contents
    assert (kinds["/Table"], kinds["/Caption"], kinds["/TH"]) == (1, 2, 2)

    with pikepdf.open(io.BytesIO(report())) as opened:
        links = [note for sheet in opened.pages for note in sheet.get("/Annots", []) if note.Subtype == "/Link"]
    assert len(links) >= 5
    assert all(str(link.get("/Contents", "")).strip() for link in links)


def test_the_band_is_on_every_page() -> None:
    shown = pages(report())

    assert len(shown) > 2
    assert all(BAND in text for text in shown)


def test_nothing_is_on_top_of_the_pages_when_there_is_no_band() -> None:
    assert all(BAND not in text for text in pages(made("# A\n\nord", band="")))


def test_the_cover_says_what_the_report_is() -> None:
    cover = pages(report())[0]

    assert "say kind Liten pilot Huvudman Testkommun Status Utkast" in cover


def test_a_table_behind_a_fold_is_not_printed_and_a_fold_of_words_is() -> None:
    shown = " ".join(pages(report()))

    assert "Tabell 1. Svaret i tal" in shown
    assert "Talen bakom svaret" not in shown


def test_a_chapter_for_the_screen_is_not_printed() -> None:
    shown = " ".join(pages(made("# A\n\nord\n\n# B {.screen}\n\nhemma\n\n## C\n\ninne\n\n# D\n\nslut")))

    assert "hemma" not in shown
    assert "inne" not in shown
    assert "slut" in shown


def test_a_long_table_has_its_headings_on_every_page() -> None:
    rows = "\n".join(f"| månad {i} | {i} |" for i in range(120))
    table = f"::: {{.table #table-long}}\n| när | antal |\n|---|---:|\n{rows}\n\n: **Tabell 1.** Lång\n:::"
    with_rows = [text for text in pages(made(f"# A\n\nord\n\n# B\n\n{table}")) if "månad" in text]

    assert len(with_rows) >= 3
    assert all("när antal" in text for text in with_rows)


def test_main_messages_stand_under_the_title_on_a_page_of_their_own() -> None:
    items = "\n".join(f"- Familj {i}: {'ett svar med sin osäkerhet ' * 4}" for i in range(16))
    shown = pages(made(f"# Det viktigaste\n\n::: messages\n{items}\n:::\n\n# Sedan\n\nslut"))

    assert [place for place, text in enumerate(shown) if "Familj" in text] == [0]
    assert "slut" in shown[1]


def test_the_same_document_gives_the_same_bytes_wherever_it_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "å ä ö"
    elsewhere.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))

    assert made() == report()


# What a text holds → what is read on the page.
HOSTILE = {
    "typst": ('#import "x.typ": * #panic("hej") #sys.inputs', '#import "x.typ": * #panic("hej") #sys.inputs'),
    "a file": ('#read("/etc/passwd")', '#read("/etc/passwd")'),
    "raw typst": ('`#read("/etc/passwd")`{=typst}', '#read("/etc/passwd"){=typst}'),
    "a raw block": ("```{=typst}\n#panic()\n```", "#panic()"),
    "tex": (r"$\input{/etc/passwd}$ \write18{id}", r"\input{/etc/passwd} \write18{id}"),
    "typst in tex": (r'$\text{"); #panic()}$', "#panic()"),
    "broken tex": (r'$"#panic()"$ $x_{"]}$', "#panic()"),
    "a label": ("<label> @ref [@ref2] @sec:x", "<label> @ref [@ref2] @sec:x"),
    "brackets": ("] ) } [ ( { #[ #( $ \\\\ // /* ord */", "] ) } [ ( { #[ #( $ \\ // /* ord */"),
    "a link to nowhere": ("[hit](#ingenstans) [dit](#) [kod](#k) `k`{#k}", "hit dit kod k"),
    "an id twice": ("## Ett {#x}\n\n## Två {#x}\n\n[hit](#x)", "hit"),
    "odd ids": ("## Ett {#1}\n\n## Två {#a:b.c}\n\n[hit](#1) [dit](#a:b.c)", "hit dit"),
    "an empty table": (
        "::: {.table #table-x}\n| rad | tal |\n| --- | ---: |\n\n: **Tabell 9.** Tom\n:::",
        "Tabell 9. Tom rad tal",
    ),
    "a fold of words": ("::: fold\nbara ord\n:::", "bara ord"),
    "levels left out": ("#### Djup rubrik\n\nord", "Djup rubrik ord"),
    "headings inside": ("::: answer\n# Inne\n:::\n\n> ## Citat\n\n- ## Rad", "Inne Citat • Rad"),
    "another's picture": ("![ord](figures/nowhere.svg) ![mer](https://example.org/x.png)", "ord mer"),
    "foreign letters": ("≥ → α ✓ العربية 漢字 \U0001f600", "≥ → α ✓"),
    "letters of nobody": ("före \ue000 efter", "före � efter"),
    "a foreign language": ('[hello]{lang=en} [x]{lang="en\\"); #panic("} [y]{lang=zz-quux}', "hello x y"),
    "code": ('```\nprint("]")\n```', 'print("]")'),
    "a table in a list": (
        "- ett\n    - två\n\n        | rad | tal |\n        |---|---|\n        | c | d |",
        "rad tal c d",
    ),
}


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_text_holds_is_shown_as_words(text: str) -> None:
    markdown, shown = HOSTILE[text]
    content = made(f"# Det viktigaste\n\nord\n\n# Text\n\n{markdown}\n\n# Slut\n\nslutord")

    assert shown in " ".join(pages(content))
    assert "slutord" in pages(content)[-1]
    assert "root:" not in " ".join(pages(content))
    assert failures(content) == []


def test_hostile_titles_and_labels_are_words() -> None:
    title = '#panic() "]) $x$ <b> \\ *_'
    content = made(title=title, band=f"{title} band", facts=((title, f"{title} fakta"),))

    assert f"{title} fakta" in pages(content)[0]
    assert all(f"{title} band" in text for text in pages(content))
    assert failures(content) == []


def test_no_number_is_printed_over_another_or_over_the_edge() -> None:
    head = "| mått | vilka | när | värde | osäkerhetsintervall | medelfel | p-värde | n |"
    rule = "|---|---|---|---:|---:|---:|---:|---:|"
    words = "ett långt mått, räknat på sitt eget sätt | de som mättes båda gångerna | hösten till våren"
    numbers = "1~865,85 | 1~858,16~till~1~863,92 | 1,47 | ≤~0,001 | 3~999".replace("~", NBSP)
    content = made(f"# A\n\n# B\n\n{head}\n{rule}\n| {words} | {numbers} |")
    opened = pypdfium2.PdfDocument(content)
    sheet = opened[len(opened) - 1]

    boxes = [box_of(sheet, words) for words in ("865,85", "858,16", "863,92", "1,47", "0,001", "999")]

    assert all(left[2] < right[0] for left, right in pairwise(boxes))
    assert max(box[1] for box in boxes) - min(box[1] for box in boxes) < 1
    assert boxes[-1][2] < sheet.get_width() - 50
    assert failures(content) == []


def box_of(sheet: Any, words: str) -> tuple[float, float, float, float]:
    text = sheet.get_textpage()
    first, count = text.search(words).get_next()
    left, bottom, _, _ = text.get_charbox(first)
    _, _, right, top = text.get_charbox(first + count - 1)
    return left, bottom, right, top


@pytest.mark.parametrize("end", [b"\r", b"\n", b"x"])
def test_a_stream_ends_where_it_says(end: bytes) -> None:
    stream = b"1 0 obj\n<</Length 4>>\nstream\nabc" + end + b"\nendstream\nendobj\n"

    changed = pdf._plain_ends(b"%PDF\n" + stream + stream)

    assert len(changed) == 5 + 2 * len(stream)
    assert changed.count(b"stream\nabc" + end + (b"\r\nendstream" if end == b"\r" else b"\nendstream")) == 2

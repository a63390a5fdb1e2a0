"""One HTML file that needs nothing else: fonts, figures and style lie inside it.

It runs no script and loads nothing from outside.
"""

from __future__ import annotations

import base64
import html
import io
import re
from functools import cache
from pathlib import Path
from urllib.parse import quote

from tsi_eval.aside import folder_aside
from tsi_eval.report.document import Document
from tsi_eval.report.fonts import font_files
from tsi_eval.report.formats.pandoc import Read, own, pandoc

_PLACE = re.compile(r"@([a-z]+)@")
_FIGURE = re.compile(r'<img\b[^>]*?\bsrc="figures/([a-z0-9-]+\.svg)"[^>]*>')
_ID = re.compile(r' id="[^"]*"')
_NO_HEADING = re.compile(r"<th\b[^>]*></th>")
_CHAPTER = re.compile(r'(id="toc-[^"]+">)(\d+(?:\.\d+)?) ')
# Patterns for a drawing: what doesn't draw; the name of a letter's outline; a path; a command and
# more than two decimals in a path; and an attribute. An attribute's quotes become single ones,
# since in an address a double one takes three characters.
_ASIDE = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>| id=\"[a-z]+_\d+\"", re.DOTALL)
_LETTER = re.compile(r"(?<=[\"#])[A-Za-z]+-(Regular|Bold|Italic)-(?=[0-9a-f]+\")")
_PATH = re.compile(r' d="([^"]*)"')
_COMMAND = re.compile(r" ?([A-Za-z]) ?")
_DECIMALS = re.compile(r"(\.\d\d)\d+")
_ATTRIBUTE = re.compile(r"=\"([^\"']*)\"")
_IN_ADDRESS = "/:=;,'!*?@+$-._~"


def to_html(document: Document, tree: Read) -> bytes:
    """Return the document as a self-contained page.

    Raises:
        ReportError: When pandoc can't (E173).
    """
    page = _NO_HEADING.sub("<td></td>", _page(document, tree.whole))
    page = _CHAPTER.sub(r'\1<span class="number">\2</span> ', page)
    page = _FIGURE.sub(lambda match: _picture(document, match), page)
    band = document.band.replace("\\", "").replace('"', "”")
    return page.replace("/*style*/", faces() + _own("report.css").replace("@band@", band)).encode()


def _page(document: Document, ast: str) -> str:
    with folder_aside() as folder:
        template = folder / "template.html"
        template.write_text(_template(document), encoding="utf-8")
        options = (
            "--from=json",
            "--to=html5",
            "--mathml",
            "--columns=10000",
            "--shift-heading-level-by=1",
            "--toc",
            "--toc-depth=3",
            "--section-divs",
            f"--template={template}",
            f"--lua-filter={own('html.lua')}",
        )
        return pandoc(options, ast.encode(), "HTML").decode()


def _template(document: Document) -> str:
    # Words go in by file, never on the command line: that is read in whatever encoding the machine
    # has.
    facts = (f"<div><dt>{html.escape(name)}</dt><dd>{html.escape(text)}</dd></div>" for name, text in document.facts)
    words = {name: html.escape(text) for name, text in document.labels.items()} | {
        "lang": document.language,
        "title": html.escape(document.title),
        "band": f'<aside><p class="band">{html.escape(document.band)}</p></aside>' if document.band else "",
        "authors": "".join(f'<meta name="author" content="{html.escape(name)}">\n' for name in document.authors),
        "facts": "".join(facts),
    }
    return _PLACE.sub(lambda match: words[match[1]].replace("$", "$$"), _own("report.html"))


@cache
def faces() -> str:
    """Return the style sheet of the fonts, which lie in it."""
    faces = {"Regular": "font-weight: 400", "Bold": "font-weight: 700", "Italic": "font-style: italic"}
    return "".join(
        f'@font-face {{ font-family: "Atkinson Hyperlegible"; {faces[style]}; font-display: swap; '
        f"src: url(data:font/woff;base64,{base64.b64encode(_packed(path)).decode('ascii')}) format('woff'); }}\n"
        for style, path in font_files().items()
    )


def _packed(path: Path) -> bytes:
    """Return a font packed for the web, which is half as large.

    Every letter is kept, so that it is the same font still.
    """
    from fontTools.ttLib import TTFont  # noqa: PLC0415  what matplotlib reads fonts with

    stream = io.BytesIO()
    with TTFont(path, recalcBBoxes=False, recalcTimestamp=False) as font:
        font.flavor = "woff"
        font.save(stream, reorderTables=None)
    return stream.getvalue()


def _picture(document: Document, image: re.Match[str]) -> str:
    """Return a figure with its drawing inside, and beside it the one for phones, if it has one.

    The style sheet shows one of them. No <picture>, since a browser may print what a window showed.
    """
    name = image[1]
    shown = _with_drawing(image, document.figures[name])
    if name not in document.phone:
        return shown
    narrow = _ID.sub("", _with_drawing(image, document.phone[name]))
    return shown.replace("<img", '<img class="page"', 1) + narrow.replace("<img", '<img class="phone"', 1)


def _with_drawing(image: re.Match[str], svg: str) -> str:
    return image[0].replace(f'src="figures/{image[1]}"', f'src="{_drawing(svg)}"')


def _drawing(svg: str) -> str:
    r"""Return a drawing as an address, without what doesn't draw.

    It is written as text, which is shorter than base64.

    Example:
        >>> _drawing('<?xml version="1.0"?><svg><path d="M 0 1 \nL 2 3 \nz"/></svg>')
        "data:image/svg+xml,%3Csvg%3E%3Cpath%20d='M0,1L2,3z'/%3E%3C/svg%3E"
    """
    text = " ".join(_ASIDE.sub("", svg).split()).replace("> <", "><")
    text = _LETTER.sub(lambda match: match[1][0], text)
    text = _PATH.sub(lambda match: f' d="{_path(match[1])}"', text)
    text = _ATTRIBUTE.sub(r"='\1'", text)
    return f"data:image/svg+xml,{quote(text, safe=_IN_ADDRESS)}"


def _path(steps: str) -> str:
    return _DECIMALS.sub(r"\1", _COMMAND.sub(r"\1", steps.strip()).replace(" ", ","))


def _own(name: str) -> str:
    return own(name).read_text(encoding="utf-8")

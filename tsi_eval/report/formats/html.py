"""One HTML file that needs nothing else: fonts, figures and style inside, no scripts, nothing loaded."""

from __future__ import annotations

import base64
import html
import re
import tempfile
from pathlib import Path

from tsi_eval.report.document import Document
from tsi_eval.report.fonts import font_files
from tsi_eval.report.formats.pandoc import own, pandoc

_PLACE = re.compile(r"@([a-z]+)@")
_FIGURE = re.compile(r'src="figures/([a-z0-9-]+\.svg)"')


def to_html(document: Document, ast: str) -> bytes:
    """Return the document as a self-contained page.

    Raises:
        ReportError: When pandoc can't (E173).
    """
    page = _page(document, ast)
    page = _FIGURE.sub(lambda match: f'src="{_data_uri("image/svg+xml", document.figures[match[1]].encode())}"', page)
    band = document.band.replace("\\", "").replace('"', "”")
    return page.replace("/*style*/", _fonts() + _own("report.css").replace("@band@", band)).encode()


def _page(document: Document, ast: str) -> str:
    with tempfile.TemporaryDirectory(prefix="tsi") as aside:
        template = Path(aside) / "template.html"
        template.write_text(_template(document), encoding="utf-8")
        options = (
            "--from=json",
            "--to=html5",
            "--mathml",
            "--columns=10000",
            "--shift-heading-level-by=1",
            "--toc",
            "--toc-depth=2",
            "--section-divs",
            f"--template={template}",
            f"--lua-filter={own('html.lua')}",
        )
        return pandoc(options, ast.encode(), "HTML").decode()


def _template(document: Document) -> str:
    # Words go in by file, never on the command line, which reads them in whatever encoding the machine has.
    facts = (f"<div><dt>{html.escape(name)}</dt><dd>{html.escape(text)}</dd></div>" for name, text in document.facts)
    words = {name: html.escape(text) for name, text in document.labels.items()} | {
        "lang": document.language,
        "title": html.escape(document.title),
        "band": f'<p class="band" role="note">{html.escape(document.band)}</p>' if document.band else "",
        "facts": "".join(facts),
    }
    return _PLACE.sub(lambda match: words[match[1]].replace("$", "$$"), _own("report.html"))


def _fonts() -> str:
    faces = {"Regular": "font-weight: 400", "Bold": "font-weight: 700", "Italic": "font-style: italic"}
    return "".join(
        f'@font-face {{ font-family: "Atkinson Hyperlegible"; {faces[style]}; font-display: swap; '
        f"src: url({_data_uri('font/ttf', path.read_bytes())}) format('truetype'); }}\n"
        for style, path in font_files().items()
    )


def _data_uri(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def _own(name: str) -> str:
    return own(name).read_text(encoding="utf-8")

"""One HTML file that needs nothing else: fonts, figures and style inside, no scripts, nothing loaded."""

from __future__ import annotations

import base64
import html
import re
import subprocess
from importlib.resources import files

from tsi_eval.errors import Problem, ReportError
from tsi_eval.report.document import Document
from tsi_eval.report.fonts import font_files

READER = "markdown-raw_html-raw_tex-raw_attribute-yaml_metadata_block-citations"
_FIGURE = re.compile(r'src="figures/([a-z0-9-]+\.svg)"')


def to_html(document: Document) -> str:
    """Return the document as a self-contained page.

    Raises:
        ReportError: When pandoc can't (E173).
    """
    page = _pandoc(document)
    page = _FIGURE.sub(lambda match: f'src="{_data_uri("image/svg+xml", document.figures[match[1]].encode())}"', page)
    return page.replace("/*style*/", _fonts() + _own("report.css"))


def _pandoc(document: Document) -> str:
    import pypandoc  # noqa: PLC0415  only to find the program in its wheel

    words = {
        "lang": document.language,
        "title": document.title,
        "band": document.band,
        **{f"label-{name}": text for name, text in document.labels.items()},
    }
    folder = files(__package__)
    command = [
        pypandoc.get_pandoc_path(),
        f"--from={READER}",
        "--to=html5",
        "--mathml",
        "--wrap=none",
        "--columns=10000",
        "--shift-heading-level-by=1",
        "--toc",
        "--toc-depth=2",
        "--section-divs",
        f"--template={folder.joinpath('report.html')}",
        f"--lua-filter={folder.joinpath('report.lua')}",
        f"--metadata=scroll:{document.labels['scroll']}",
        *(f"--variable={name}:{html.escape(text)}" for name, text in words.items()),
    ]
    done = subprocess.run(  # noqa: S603  the program is the wheel's own
        command, input=document.markdown, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise ReportError(Problem(code="E173", params={"format": "HTML"}))
    facts = (f"<div><dt>{html.escape(label)}</dt><dd>{html.escape(text)}</dd></div>" for label, text in document.facts)
    return done.stdout.replace("<!--facts-->", "".join(facts))


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
    return files(__package__).joinpath(name).read_text(encoding="utf-8")

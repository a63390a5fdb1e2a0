"""PDF by typst: tagged, for every reader (PDF/UA-1) and for the archive (PDF/A-3a), from the wheels alone."""

from __future__ import annotations

import json
import tempfile
from importlib.util import find_spec
from pathlib import Path

from tsi_eval.errors import Problem, ReportError
from tsi_eval.report.document import Document
from tsi_eval.report.fonts import font_files
from tsi_eval.report.formats.pandoc import LOCALES, noon, own, pandoc


def to_pdf(document: Document, ast: str) -> bytes:
    """Return the document as PDF.

    Raises:
        ReportError: When pandoc or typst can't (E173); typst refuses a figure or a formula without words.
    """
    options = (
        "--from=json",
        "--to=typst-citations",
        "--columns=10000",
        f"--template={own('report.typ')}",
        f"--lua-filter={own('appended.lua')}",
        f"--lua-filter={own('pdf.lua')}",
    )
    source = pandoc(options, ast.encode(), "PDF")
    with tempfile.TemporaryDirectory(prefix="tsi") as aside:
        folder = Path(aside)
        (folder / "figures").mkdir()
        for name, svg in document.figures.items():
            (folder / "figures" / name).write_text(svg, encoding="utf-8")
        (folder / "report.typ").write_bytes(source)
        return _compiled(folder, document)


def _compiled(folder: Path, document: Document) -> bytes:
    import typst  # noqa: PLC0415  a compiler of 80 MB

    try:
        made = typst.compile(
            str(folder / "report.typ"),
            root=str(folder),
            font_paths=[str(folder) for folder in _fonts()],
            ignore_system_fonts=True,
            sys_inputs={"cover": _cover(document)},
            pdf_standards=["ua-1", "a-3a"],
            timestamp=noon(document.day),
        )
    except RuntimeError:
        # The compiler's message quotes the text that it stumbled on.
        raise ReportError(Problem(code="E173", params={"format": "PDF"})) from None
    return bytes(made)


def _fonts() -> tuple[Path, ...]:
    """Return the folders of our own family, and of matplotlib's, which has letters that it lacks."""
    matplotlib = find_spec("matplotlib")
    others = Path(str(matplotlib.origin)).parent / "mpl-data" / "fonts" / "ttf" if matplotlib else None
    own_family = next(iter(font_files().values())).parent
    return (own_family, others) if others else (own_family,)


def _cover(document: Document) -> str:
    language, region = LOCALES[document.language].split("-")
    words = {
        "title": document.title,
        "band": document.band,
        "facts": document.facts,
        "lang": language,
        "region": region,
    }
    return json.dumps(words | dict(document.labels))

"""Word by pandoc: real headings, tables with header rows, captions, pictures with their words."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tsi_eval.report.document import Document
from tsi_eval.report.formats.pandoc import own, pandoc
from tsi_eval.report.formats.pictures import to_png


def to_docx(document: Document, ast: str) -> bytes:
    """Return the document as a Word file.

    Raises:
        ReportError: When pandoc or typst can't (E173).
    """
    with tempfile.TemporaryDirectory(prefix="tsi") as aside:
        folder = Path(aside)
        (folder / "figures").mkdir()
        for name, png in to_png(document.figures).items():
            (folder / "figures" / name).write_bytes(png)
        options = (
            "--from=json",
            "--to=docx",
            "--output=-",
            "--columns=10000",
            f"--resource-path={folder}",
            f"--lua-filter={own('word.lua')}",
        )
        return pandoc(options, ast.encode(), "Word", document.day)

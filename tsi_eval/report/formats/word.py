"""Word by pandoc: real headings, tables with header rows, captions, pictures with their words."""

from __future__ import annotations

from tsi_eval.aside import folder_aside
from tsi_eval.report.document import Document
from tsi_eval.report.formats.pandoc import Read, own, pandoc
from tsi_eval.report.formats.pictures import to_png
from tsi_eval.report.formats.word_fonts import font_parts, with_fonts
from tsi_eval.report.formats.word_package import core, packed, part, reference, unpacked
from tsi_eval.report.formats.word_tables import finished


def to_docx(document: Document, tree: Read) -> bytes:
    """Return the document as a Word file.

    Raises:
        ReportError: When pandoc or typst can't (E173).
    """
    parts = unpacked(_written(document, tree.printed))
    parts["word/document.xml"] = finished(parts["word/document.xml"])
    for place, name in (
        ("word/settings.xml", "settings"),
        ("word/fontTable.xml", "fonts"),
        ("docProps/app.xml", "app"),
    ):
        parts[place] = part(name, document).encode()
    parts["docProps/core.xml"] = core(document)
    parts |= font_parts()
    parts["[Content_Types].xml"] = with_fonts(parts["[Content_Types].xml"])
    return packed(parts, document.day)


def _written(document: Document, ast: str) -> bytes:
    with folder_aside() as folder:
        (folder / "figures").mkdir()
        for name, png in to_png(document.figures).items():
            (folder / "figures" / name).write_bytes(png)
        (folder / "reference.docx").write_bytes(reference(document))
        options = (
            "--from=json",
            "--to=docx",
            "--output=-",
            "--columns=10000",
            f"--reference-doc={folder / 'reference.docx'}",
            f"--resource-path={folder}",
            f"--lua-filter={own('word.lua')}",
        )
        return pandoc(options, ast.encode(), "Word", document.day)

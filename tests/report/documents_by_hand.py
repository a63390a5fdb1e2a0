"""Documents made by hand or from a report, and what pandoc makes of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from tsi_eval import Report
from tsi_eval.findings.released import Released
from tsi_eval.report.document import LABELS, Document, document_of, with_phone
from tsi_eval.report.figures import for_phones
from tsi_eval.report.formats.html import to_html
from tsi_eval.report.formats.pandoc import read
from tsi_eval.report.parts import Chapter

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><rect width="100" height="50"/></svg>'


def document(markdown: str, **changed: Any) -> Document:
    """Return a small document; its labels say their own names."""
    usual: dict[str, Any] = {
        "title": "Liten pilot",
        "language": "sv",
        "day": date(2026, 11, 22),
        "markdown": markdown,
        "figures": {"figure-a.svg": SVG},
        "band": "Syntetiska data: påhittade barn.",
        "facts": (("Huvudman", "Testkommun"), ("Status", "Utkast")),
        "labels": {name: f"say {name}" for name in LABELS},
    }
    return Document(**(usual | changed))


def document_of_chapters(report: Report, *chapters: Chapter) -> Document:
    """Return a document with some chapters of a report."""
    bundles = [part._repr_mimebundle_() for chapter in chapters for part in chapter.parts]
    outputs = [{"data": data, "metadata": metadata} for data, metadata in bundles]
    return document_of({"cells": [{"outputs": outputs}]}, report.words)


def main_document(report: Report) -> Document:
    """Return a document with the chapters that a report begins with, and on its data."""
    first = report.messages(), report.summary(), report.changes(), report.text("background")
    return document_of_chapters(report, *first, *report.questions(), report.quality())


def main_page(released: Released, *, phones: bool = False) -> str:
    """Return the Swedish page of a report's main document, with its drawings for phones or not."""
    report = Report(released, "sv")
    made = main_document(report)
    if phones:
        made = with_phone(made, for_phones(report.words))
    return to_html(made, read(made)).decode()

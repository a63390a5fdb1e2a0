"""The formats that a report is handed over in, one line a format.

All are made from the same document, which pandoc reads once (`pandoc.read`) for all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tsi_eval.report.document import Document
from tsi_eval.report.formats.brief import to_brief
from tsi_eval.report.formats.html import to_html
from tsi_eval.report.formats.pandoc import Read
from tsi_eval.report.formats.pdf import to_pdf
from tsi_eval.report.formats.word import to_docx


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of file, and how it is made; the same input gives the same bytes.

    Attributes:
        name: What it is called on the command line.
        file: Its name in the report's folder.
        make: A function of the document, and of the same document as pandoc has read it.
    """

    name: str
    file: str
    make: Callable[[Document, Read], bytes]


FORMATS = (
    Format(name="html", file="follow_up_report.html", make=to_html),
    Format(name="pdf", file="follow_up_report.pdf", make=to_pdf),
    Format(name="docx", file="follow_up_report.docx", make=to_docx),
    Format(name="brief", file="brief.pdf", make=to_brief),
)

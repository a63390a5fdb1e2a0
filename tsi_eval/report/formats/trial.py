"""Whether a text that people wrote can be set, without making a report.

The text goes the way of a whole report: pandoc reads it, it is made fit for every format, and typst
sets it. That takes a tenth of a second, since there is nothing beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tsi_eval.errors import ReportError
from tsi_eval.report.document import LABELS, Document
from tsi_eval.report.formats.pandoc import read
from tsi_eval.report.formats.pdf import to_pdf
from tsi_eval.report.parts import lowered

# A document has a date; no reader sees this one.
_DAY = date(2024, 1, 1)


def unsettable(texts: Mapping[str, str], language: str) -> tuple[str, ...]:
    """Return the names of the texts that can't be set; most often none, which one trial tells."""
    if _is_settable("\n\n".join(texts.values()), language):
        return ()
    return tuple(name for name, text in texts.items() if not _is_settable(text, language))


def _is_settable(text: str, language: str) -> bool:
    document = Document(
        title="–",
        language=language,
        day=_DAY,
        markdown=lowered(text, 1) + "\n",
        figures={},
        band="",
        facts=(),
        labels=dict.fromkeys(LABELS, "–"),
    )
    try:
        to_pdf(document, read(document))
    except ReportError:
        return False
    return True

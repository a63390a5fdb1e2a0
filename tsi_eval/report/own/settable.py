"""Whether the texts of own notebooks can be set, told by the notebook that is at fault."""

from __future__ import annotations

from collections.abc import Sequence

from tsi_eval.errors import Problem, ReportError
from tsi_eval.report.own.studies import OwnNotebook, texts_in


def refuse_unsettable(notebooks: Sequence[OwnNotebook], language: str) -> None:
    """Refuse a text that can't be set, which would stop the whole report without saying where.

    Raises:
        ReportError: For each notebook with such a text (E376).
    """
    if not notebooks:
        return
    from tsi_eval.report.formats.trial import unsettable  # noqa: PLC0415

    texts = {notebook.name: "\n\n".join(texts_in(notebook.read(), language)) for notebook in notebooks}
    if found := unsettable(texts, language):
        raise ReportError(Problem(code="E376", params={"file": name}) for name in found)

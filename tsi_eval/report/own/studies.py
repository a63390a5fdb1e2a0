"""Own notebooks: what each says of itself, and what is wrong with it before anything runs.

A notebook has a cell tagged `parameters` in which `language` says in which language its texts are
written. It begins with a heading, which is its chapter's. A text cell tagged "sv" or "en" is only
for reports in that language. `part = "reached"`, among the parameters or in the notebook's
metadata, puts the chapter at the end of that part of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tsi_eval.errors import Problem, ReportError
from tsi_eval.language import LANGUAGES, Message
from tsi_eval.report.notebook import declared_parameters
from tsi_eval.report.order import PARTS

LANGUAGE, PART = "language", "part"
_HEADING = re.compile(r"#{1,6} \S")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnNotebook:
    """A notebook whose chapter is to stand in a report.

    Attributes:
        name: The file's name.
        text: Its content.
    """

    name: str
    text: str = field(repr=False)

    def read(self) -> Any:
        """Return its cells and metadata.

        Raises:
            ReportError: It is no notebook (E451).
        """
        import nbformat  # noqa: PLC0415  only those who have notebooks of their own pay for it

        try:
            return nbformat.reads(self.text, as_version=4)  # type: ignore[no-untyped-call]
        except (ValueError, AttributeError, KeyError, TypeError, nbformat.ValidationError):
            raise ReportError(Problem(code="E451", params={"notebook": self.name})) from None

    @property
    def parameters(self) -> Mapping[str, Any]:
        """The names in its cell of parameters, with their values there."""
        return declared_parameters(self.read(), self.name)

    @property
    def part(self) -> str:
        """The part of the report at whose end its chapter is to stand, or ""."""
        return str(self.parameters.get(PART) or self.read()["metadata"].get(PART, ""))

    def given(self, language: str, released: str) -> dict[str, str]:
        """Return the values of the parameters that it asks for."""
        values = {"released": released, LANGUAGE: language}
        return {name: value for name, value in values.items() if name in self.parameters}

    def is_in_another_language(self, language: str) -> bool:
        """Tell whether a report in this language prints texts of another."""
        texts = (cell for cell in self.read()["cells"] if cell["cell_type"] == "markdown")
        return self.parameters[LANGUAGE] != language and any(not _languages(cell) for cell in texts)


def problems_of(notebooks: Sequence[OwnNotebook]) -> Iterator[Problem]:
    """Yield what is wrong with notebooks before any of them runs (E451-E454, E459)."""
    first: dict[str, OwnNotebook] = {}
    for notebook in notebooks:
        if first.setdefault(notebook.name.casefold(), notebook) is not notebook:
            yield Problem(code="E453", params={"notebook": notebook.name})
        try:
            yield from _problems(notebook)
        except ReportError as error:
            yield from error.problems


def _problems(notebook: OwnNotebook) -> Iterator[Problem]:
    read = notebook.read()
    if kernel := _other_kernel(read["metadata"]):
        yield Problem(code="E452", params={"notebook": notebook.name, "kernel": kernel})
    if not any(cell["source"].strip() for cell in read["cells"]):
        yield _lacks(notebook, "empty")
        return
    try:
        language = notebook.parameters.get(LANGUAGE)
    except ReportError:
        language = None
    if language not in LANGUAGES:
        yield _lacks(notebook, "parameters")
        return
    for told in LANGUAGES:
        texts = texts_in(read, told)
        if not texts or not _HEADING.match(texts[0].lstrip()):
            yield _lacks(notebook, "heading")
            break
    if notebook.part and notebook.part not in PARTS:
        params = {"notebook": notebook.name, "name": notebook.part, "known": ", ".join(PARTS)}
        yield Problem(code="E459", params=params)


def _lacks(notebook: OwnNotebook, what: str) -> Problem:
    why = Message(f"own_study.why.{what}")
    return Problem(code="E454", params={"notebook": notebook.name, "why": why})


def _other_kernel(metadata: Mapping[str, Any]) -> str:
    """Return the name of the kernel that a notebook is written for, unless it is Python's."""
    kernel = metadata.get("kernelspec", {})
    written_in = kernel.get("language") or metadata.get("language_info", {}).get("name", "")
    name = str(kernel.get("name", written_in))
    is_python = written_in == "python" if written_in else name.startswith("python")
    return "" if is_python or not name else name


def texts_in(notebook: Mapping[str, Any], language: str) -> list[str]:
    """Return the text cells that are printed in a language."""
    return [cell["source"] for cell in notebook["cells"] if is_printed(cell, language)]


def is_printed(cell: Mapping[str, Any], language: str) -> bool:
    """Tell whether a cell is a text of this language ("" is any), or of every language."""
    languages = _languages(cell) if language else set()
    return bool(cell["cell_type"] == "markdown" and cell["source"].strip() and language in (languages or {language}))


def _languages(cell: Mapping[str, Any]) -> set[str]:
    return {tag for tag in cell["metadata"].get("tags", ()) if tag in LANGUAGES}

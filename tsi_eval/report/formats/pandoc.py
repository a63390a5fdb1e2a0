"""Pandoc from its wheel: Markdown read once, then written in each format."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from tsi_eval.errors import Problem, ReportError
from tsi_eval.report.document import Document
from tsi_eval.report.formats.printed import printed
from tsi_eval.report.formats.tree import fit

LOCALES = {"sv": "sv-SE", "en": "en-GB"}
READER = "markdown-raw_html-raw_tex-raw_attribute-yaml_metadata_block"


def own(name: str) -> Path:
    """Return a file of this package."""
    return Path(str(files(__package__).joinpath(name)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A document as pandoc holds it, made fit for every format.

    Attributes:
        whole: All of it, as JSON.
        printed: What of it is printed, as JSON.
    """

    whole: str = field(repr=False)
    printed: str = field(repr=False)


def read(document: Document) -> Read:
    """Return the document as pandoc reads it, made fit for every format.

    The sources that it cites are listed in it, and the words of its cover and its labels stand
    among its metadata, as `say-<name>`.

    Raises:
        ReportError: When pandoc can't (E173).
    """
    options = (
        f"--from={READER}",
        "--to=json",
        "--columns=10000",  # else a table with a long line has columns of equal width, and words are broken
        f"--metadata=lang:{LOCALES[document.language]}",
        "--metadata=link-citations:true",
        f"--lua-filter={own('sources.lua')}",
        "--citeproc",
        f"--bibliography={own('references.json')}",
        f"--csl={own('sources.csl')}",
    )
    ast = json.loads(pandoc(options, document.markdown.encode(), "Markdown"))
    # Words reach the filters inside the document: a command line or an environment is read in
    # whatever encoding the machine has.
    around = {**document.labels, "title": document.title, "facts": document.facts}
    ast["meta"] = {"lang": ast["meta"]["lang"]} | {f"say-{name}": _meta(words) for name, words in around.items()}
    ast["blocks"] = fit(ast["blocks"], document.language, document.figures)
    on_paper = ast | {"blocks": printed(ast["blocks"])}
    return Read(whole=json.dumps(ast, ensure_ascii=False), printed=json.dumps(on_paper, ensure_ascii=False))


def _meta(words: Any) -> dict[str, Any]:
    """Return words, or lists of them, as pandoc holds metadata."""
    if isinstance(words, str):
        return {"t": "MetaString", "c": words}
    return {"t": "MetaList", "c": [_meta(item) for item in words]}


def pandoc(options: tuple[str, ...], content: bytes, name: str, day: date | None = None) -> bytes:
    """Return what pandoc writes to its standard output.

    Args:
        options: Options of the command line.
        content: What pandoc reads.
        name: What the format is called in an error.
        day: The date that the file holds, where its format holds one.

    Raises:
        ReportError: When it can't (E173).
    """
    dated = {"SOURCE_DATE_EPOCH": str(noon(day))} if day else {}
    done = subprocess.run(  # noqa: S603  the program is the wheel's own
        [program(), "--wrap=none", *options], input=content, capture_output=True, check=False, env=os.environ | dated
    )
    if done.returncode:
        raise ReportError(Problem(code="E173", params={"format": name}))
    return done.stdout


def noon(day: date) -> int:
    """Return the second at which a day is that day in every time zone of Europe."""
    return int(datetime.combine(day, time(12), tzinfo=UTC).timestamp())


@cache
def program() -> str:
    """Return where pandoc lies."""
    import pypandoc  # noqa: PLC0415  only to find the program in its wheel

    return str(pypandoc.get_pandoc_path())

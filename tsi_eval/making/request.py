"""How reports are to be made: what a user may ask for, and what holds when nothing is asked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tsi_eval.language import DEFAULT_LANGUAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """How reports are to be made.

    Attributes:
        language: "sv" or "en".
        formats: Which of EVERY_FORMAT are made.
        force: Whether reports that have not changed are made again too.
        seconds: How long one report may take.
        workers: How many reports are made at once.
        notebooks: Where notebooks of the project's own lie that are to stand in each report, beside
            those in a pilot's folder.
    """

    language: str = DEFAULT_LANGUAGE
    formats: tuple[str, ...] = ("html", "pdf", "docx")
    force: bool = False
    seconds: float = 900
    workers: int = 1
    notebooks: tuple[Path, ...] = ()


USUAL = Request()
# The short version is made for those who ask for it.
EVERY_FORMAT = (*USUAL.formats, "brief")

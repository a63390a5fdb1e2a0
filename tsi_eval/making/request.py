"""How reports are to be made: what the command line asks for, and what holds when it asks for nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from tsi_eval.language import DEFAULT_LANGUAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """How reports are to be made.

    Attributes:
        language: "sv" or "en".
        formats: Which of html, pdf and docx.
        force: Also what has not changed.
        seconds: How long one report may take.
        workers: How many are made at once.
    """

    language: str = DEFAULT_LANGUAGE
    formats: tuple[str, ...] = ("html", "pdf", "docx")
    force: bool = False
    seconds: float = 900
    workers: int = 1


USUAL = Request()

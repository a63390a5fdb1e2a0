"""Deliveries made by hand, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tsi_eval import load_pilot
from tsi_eval.analysis.understood import study_in_words
from tsi_eval.ingest import ingest
from tsi_eval.language import say

Delivered = Callable[..., dict[str, list[str]]]


@pytest.fixture
def understood(files: dict[str, str], write: Callable[..., Path]) -> Delivered:
    """Return a function that gives what is said of each table of the small pilot's delivery.

    Its arguments change the pilot's files: text that is added to a TOML file, or another file.
    """

    def said(language: str = "sv", *, more: str = "", about: str = "", **others: str) -> dict[str, list[str]]:
        changed: Mapping[str, str] = {
            "sources.toml": files["sources.toml"] + more,
            "pilot.toml": files["pilot.toml"] + about,
            **{name.replace("__", "."): text for name, text in others.items()},
        }
        intake = ingest(load_pilot(write(files | changed)))
        return {item.table: [say(text, language) for text in item.sentences] for item in study_in_words(intake)}

    return said

"""The language in which errors and records speak in Python, until it is said otherwise.

A command has `--language`, and every file is in one language. In Python there is one choice for
all: the environment variable TSI_EVAL_LANGUAGE, or `tsi_eval.set_language("en")`, which wins.
"""

from __future__ import annotations

import os

from tsi_eval.language.catalogue import DEFAULT_LANGUAGE, LANGUAGES

SETTING = "TSI_EVAL_LANGUAGE"
_chosen: list[str] = []


def chosen() -> str:
    """Return the language that was chosen, or else the default."""
    if _chosen:
        return _chosen[-1]
    setting = os.environ.get(SETTING, "").lower()[:2]
    return setting if setting in LANGUAGES else DEFAULT_LANGUAGE


def choose(language: str) -> None:
    """Choose a language, which must be one of LANGUAGES; "" for none, as before any choice."""
    _chosen[:] = [language] if language else []

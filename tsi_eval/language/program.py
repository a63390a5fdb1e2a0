"""What the user types to start the program, so that what is said can be typed as it stands."""

from __future__ import annotations

import os

# `run.py` says here what its user typed.
SETTING = "TSI_EVAL_PROGRAM"
USUAL = "tsi-eval"


def program() -> str:
    """Return the words that stand before a command: "python run.py", or else "tsi-eval"."""
    return os.environ.get(SETTING) or USUAL

"""The command `forget`: a family withdraws, and the register forgets who it was."""

from __future__ import annotations

import argparse
from pathlib import Path

from tsi_eval.cli.arguments import language_of
from tsi_eval.cli.saying import teller
from tsi_eval.language import Message
from tsi_eval.project import find_project


def forget(arguments: argparse.Namespace) -> int:
    """Make persons nameless in the register of what was handed out.

    Raises:
        TsiError: The file names nobody (E435), somebody whom the register does not know (E438) or
            who is still in the pilot's files (E439), or the register can't be read or written.
    """
    from tsi_eval.making.forgetting import forget as make_nameless  # noqa: PLC0415  --help stays quick

    given = make_nameless(find_project(), arguments.pilot, Path(arguments.path).absolute())
    tell = teller(language_of(arguments))
    tell(Message("forget.done", {"given": given}))
    tell(Message("forget.then"))
    return 0

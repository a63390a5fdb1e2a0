"""The command line `tsi-eval`; `parser.py` lists its commands."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from tsi_eval.cli.parser import parser
from tsi_eval.cli.saying import fail
from tsi_eval.cli.spoken import language_in
from tsi_eval.language.program import program

if TYPE_CHECKING:
    import argparse

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Every error is said as a code and three lines, never as a traceback: a traceback's text may hold
    a value from a person's row.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    words = sys.argv[1:] if argv is None else list(argv)
    language = language_in(words)
    arguments = parser(program(), language).parse_args(words)
    try:
        module, name = arguments.run.split(".")
        run: Callable[[argparse.Namespace], int] = getattr(import_module(f"tsi_eval.cli.{module}"), name)
        return run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  an unexpected error's text may hold a person's value
        return fail(error, language)

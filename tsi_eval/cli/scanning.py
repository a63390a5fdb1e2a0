"""The command `scan`: is there anything in these files that must not leave?"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tsi_eval.cli.arguments import language_of
from tsi_eval.cli.saying import teller
from tsi_eval.errors import ProtectionError
from tsi_eval.language import Message
from tsi_eval.making.request import USUAL
from tsi_eval.project import find_project

if TYPE_CHECKING:
    from tsi_eval.making.processes import Processes
    from tsi_eval.protect.scanning import Known


def scan(arguments: argparse.Namespace) -> int:
    """Search a file, or every file of a folder, and say what was found and where, never the value.

    Raises:
        TsiError: There is no such file (E422), or the delivery of the pilot can't be read.
    """
    from tsi_eval.making.processes import Processes  # noqa: PLC0415  --help stays quick
    from tsi_eval.making.scanning import refuse  # noqa: PLC0415

    language, path = language_of(arguments), Path(arguments.path).absolute()
    tell = teller(language)
    with Processes() as processes:
        known = None if arguments.pilot is None else _known(processes, arguments.pilot, language)
        try:
            files = processes.do(refuse, path, known, seconds=USUAL.seconds, tell=tell)
        except ProtectionError as error:
            # Nothing was to be written, so that it can't be said that nothing was.
            print(error.text(language), file=sys.stderr)
            return error.exit_code
    for message in _nothing_found(files, known):
        tell(message)
    return 0


def _nothing_found(files: int, known: Known | None) -> Iterator[Message]:
    """Yield what it means that nothing was found; what could not be looked for comes first."""
    unsearched = 0 if known is None else known.unsearched
    if unsearched:
        yield Message("scan.unsearched", {"count": unsearched})
    yield Message("scan.nothing_else" if unsearched else "scan.nothing", {"files": files})
    yield Message("scan.numbers_only") if known is None else Message("scan.limits", {"pilot": known.pilot})


def _known(processes: Processes, pilot: str, language: str) -> Known:
    from tsi_eval.making.scanning import known_of_pilot  # noqa: PLC0415

    known: Known = processes.do(known_of_pilot, find_project(), pilot, seconds=USUAL.seconds, tell=teller(language))
    return known

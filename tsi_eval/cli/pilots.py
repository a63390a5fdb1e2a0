"""The commands about pilots: `list`, `new` and `simulate`; and `schema`, for editors."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tsi_eval.cli.arguments import language_of, within, words_of
from tsi_eval.cli.saying import teller
from tsi_eval.errors import TsiError
from tsi_eval.language import Message, say
from tsi_eval.language.program import program
from tsi_eval.project import find_project

if TYPE_CHECKING:
    from tsi_eval.pilot.new.continued import Continued


def list_(arguments: argparse.Namespace) -> int:
    """List the pilots of this project, each with its title, municipality and kind of data.

    A pilot that can't be read is listed with the codes of its problems, and gives the exit code.
    """
    from tsi_eval.pilot.load import load_pilot  # noqa: PLC0415

    language, project = language_of(arguments), find_project()
    code = 0
    for name in project.pilots():
        try:
            pilot = load_pilot(project.data / name)
        except TsiError as error:
            print(f"{name}\t{', '.join(dict.fromkeys(problem.code for problem in error.problems))}")
            code = code or error.exit_code
        else:
            print(f"{name}\t{pilot.title.in_language(language)}\t{pilot.municipality}\t{pilot.data}")
    return code


def new(arguments: argparse.Namespace) -> int:
    """Make a new pilot's folder, or what is missing in it, and say what to do next."""
    from tsi_eval.pilot.new.continued import begun, continue_pilot  # noqa: PLC0415
    from tsi_eval.pilot.new.folder import new_pilot  # noqa: PLC0415

    language, project = language_of(arguments), find_project()
    today = datetime.now(tz=UTC).astimezone().date()
    folder = begun(project.data, arguments.pilot)
    wanted = _wanted(arguments, folder, language, today)
    if folder is None:
        folder, readme = new_pilot(project.data, arguments.pilot, questions=wanted, language=language, day=today)
        _tell(language, "pilot", pilot=folder.name, path=within(project, folder))
        _tell(language, "read", pilot=folder.name, path=within(project, folder / readme))
    else:
        _say_continued(continue_pilot(folder, questions=wanted, language=language, day=today), language)
    _tell(language, "next", pilot=folder.name, program=program())
    return 0


def _wanted(arguments: argparse.Namespace, folder: Path | None, language: str, today: date) -> tuple[str, ...] | None:
    """Return the questions that are named, or chosen at the terminal; None where nobody is there.

    Raises:
        KeyboardInterrupt: The user stops, which is said.
    """
    from tsi_eval.cli.choosing import Choosing, can_ask  # noqa: PLC0415
    from tsi_eval.pilot.new.continued import questions_of  # noqa: PLC0415

    if arguments.questions is not None:
        return words_of(arguments.questions)
    if not can_ask():
        return None
    has = () if folder is None else questions_of(folder)
    try:
        return Choosing(pilot=arguments.pilot, has=has, language=language, day=today).asked()
    except (EOFError, KeyboardInterrupt):
        print(f"\n{say(Message('ask.stopped'), language)}")
        raise KeyboardInterrupt from None


def _say_continued(added: Continued, language: str) -> None:
    """Say what was written into a folder, and show the lines that are left to paste."""
    pilot = added.folder.name
    if added.files:
        _tell(language, "added", pilot=pilot, names=", ".join(added.files))
    for file, row in added.rows.items():
        _tell(language, "fill", pilot=pilot, file=file, row=row)
    if added.pastes:
        _tell(language, "by_hand", pilot=pilot)
    for item in added.pastes:
        where = "under" if item.heading else "in_source" if item.source else "at_end"
        _tell(language, where, file=item.file, heading=item.heading, source=item.source)
        print(f"\n{item.lines}", file=sys.stderr, flush=True)
    if any(item.source for item in added.pastes):
        _tell(language, "columns")


def simulate(arguments: argparse.Namespace) -> int:
    """Make a pilot of simulated data."""
    from tsi_eval.simulate.new_pilot import new_simulation  # noqa: PLC0415

    language, project = language_of(arguments), find_project()
    terms = None if arguments.terms is None else words_of(arguments.terms)
    folder = new_simulation(project.data, arguments.pilot, model=arguments.model, seed=arguments.seed, terms=terms)
    _tell(language, "simulated", pilot=folder.name, seed=str(arguments.seed), path=within(project, folder))
    return 0


def _tell(language: str, what: str, **params: str) -> None:
    teller(language)(Message(f"created.{what}", params))


def schema(arguments: argparse.Namespace) -> int:
    """Write JSON Schemas of a pilot's files, and print where they are."""
    from tsi_eval.pilot.files import schemas  # noqa: PLC0415

    folder = Path(arguments.folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        (folder / name).write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        print(folder / name)
    return 0

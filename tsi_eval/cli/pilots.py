"""The commands about pilots: `list`, `new` and `simulate`; and `schema`, for editors."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path

from tsi_eval.cli.arguments import language_of, within, words_of
from tsi_eval.cli.saying import teller
from tsi_eval.errors import TsiError
from tsi_eval.language import Message
from tsi_eval.project import find_project


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
    """Make a new pilot's folder, and say what to read first."""
    from tsi_eval.pilot.new.folder import new_pilot  # noqa: PLC0415

    language, project = language_of(arguments), find_project()
    asked = None if arguments.questions is None else words_of(arguments.questions)
    today = datetime.now(tz=UTC).astimezone().date()
    folder, readme = new_pilot(project.data, arguments.pilot, questions=asked, language=language, day=today)
    _tell(language, "pilot", pilot=folder.name, path=within(project, folder))
    _tell(language, "read", pilot=folder.name, path=within(project, folder / readme))
    return 0


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

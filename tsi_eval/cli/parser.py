"""The words of the command line: one record a command, and the parser that is made of them.

Nothing but the standard library is imported on the way, so that `--help` is quick and `run.py` can
ask this parser before anything is installed.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from tsi_eval.making.request import USUAL
from tsi_eval.pilot.new import question_names
from tsi_eval.simulate import pilot_names

PROGRAM = "tsi-eval"
EXAMPLES = """examples:
  {program} report star                  the report of one pilot, in Swedish
  {program} report --all --language en   every pilot's report, in English
  {program} report --all --workers 2     two at a time; those that have not changed are left as they are
  {program} render star --formats pdf    the PDF again, from the executed notebook
  {program} verify star                  is the report what its data give?
  {program} check star                   read, check and compute, but write nothing
  {program} list                         the pilots of this project
  {program} new my_pilot                 a folder to fill in, with every question that can be asked
  {program} new my_pilot --questions participation,pre_post
  {program} simulate familjeteamet trial --seed 7
  {program} simulate e_connect trial --seed 7

exit codes: 0 done · 2 the call · 3 the declaration · 4 the data · 5 protection · 6 the report · 70 unexpected
"""


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes:
        name: The word that is typed.
        run: The function that does it, as "module.function" of this room. It is imported when the
            command is run, not before.
        text: What the command does, for the help.
        arguments: Functions that add the command's arguments, in the order of its help.
        example: A call, shown at the end of the command's help.
    """

    name: str
    run: str
    text: str
    arguments: tuple[Callable[[argparse.ArgumentParser], None], ...] = ()
    example: str | None = None


def parser(program: str = PROGRAM) -> argparse.ArgumentParser:
    """Return the parser of all commands.

    Args:
        program: What it calls itself in its help.
    """
    made = argparse.ArgumentParser(
        prog=program,
        description="Evaluate pilots of early coordinated interventions for children and young people.",
        epilog=EXAMPLES.format(program=program),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = made.add_subparsers(required=True, metavar="command")
    for item in COMMANDS:
        example = item.example and f"example: {program} {item.example}"
        command = commands.add_parser(item.name, help=item.text, description=item.text, epilog=example)
        command.add_argument("--language", default=USUAL.language, help="sv (default) or en: of reports and messages")
        command.set_defaults(run=item.run)
        for add in item.arguments:
            add(command)
    return made


def _pilots(command: argparse.ArgumentParser) -> None:
    command.add_argument("pilots", nargs="*", metavar="PILOT", help="a folder's name in data_raw")
    command.add_argument("--all", action="store_true", help="every pilot")


def _reports(command: argparse.ArgumentParser) -> None:
    command.add_argument("pilots", nargs="*", metavar="REPORT", help="a pilot's name, or a report's folder")
    command.add_argument("--all", action="store_true", help="every pilot")


def _formats(command: argparse.ArgumentParser) -> None:
    known = f"with commas between, of {', '.join(USUAL.formats)} (default: all)"
    command.add_argument("--formats", nargs="+", default=USUAL.formats, metavar="FORMAT", help=known)


def _batch(command: argparse.ArgumentParser) -> None:
    workers = "how many at once (default: 1)"
    command.add_argument("--workers", type=_positive, default=USUAL.workers, metavar="N", help=workers)
    command.add_argument("--force", action="store_true", help="also those that have not changed")
    deadline = f"stop a report that takes longer (default: {USUAL.seconds})"
    command.add_argument("--deadline", type=_positive, default=USUAL.seconds, metavar="SECONDS", help=deadline)
    command.add_argument("--cluster", metavar="ADDRESS", help="run the notebooks on a Dask cluster")


def _new(command: argparse.ArgumentParser) -> None:
    command.add_argument("pilot", metavar="PILOT", help="the new folder's name: small letters, digits, _ and -")
    known = f"with commas between, of {', '.join(question_names())} (default: all)"
    command.add_argument("--questions", nargs="+", metavar="QUESTION", help=known)


def _simulation(command: argparse.ArgumentParser) -> None:
    models = pilot_names()
    command.add_argument("model", metavar="MODEL", choices=models, help=", ".join(models))
    command.add_argument("pilot", metavar="NAME", help="the new folder's name: small letters, digits, _ and -")
    command.add_argument("--seed", type=_seed, default=1, metavar="N", help="any whole number from 0 (default: 1)")
    terms = "of one that comes term by term, its first ones: HT2023, or HT2023,VT2024"
    command.add_argument("--terms", nargs="+", metavar="TERM", help=terms)


def _folder(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", metavar="FOLDER", help="where to write them")


def _seed(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(text)
    return int(text)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(text)
    return int(text)


NEW = "new my_pilot --questions participation,pre_post,time_series"
TRIAL = "simulate familjeteamet trial --seed 7 --terms HT2023,VT2024"
VERIFIED = "make reports again, aside, and compare numbers and bytes"
SCHEMAS = "write JSON Schemas, so that editors complete the TOML files"
COMMANDS = (
    Command("report", "reports.report", "make reports", (_pilots, _formats, _batch)),
    Command("render", "reports.render", "make formats again from executed notebooks", (_pilots, _formats)),
    Command("verify", "reports.verify", VERIFIED, (_reports,)),
    Command("check", "reports.check", "read, check and compute, but write nothing", (_pilots,)),
    Command("new", "pilots.new", "make a new pilot's folder, with files to fill in", (_new,), NEW),
    Command("simulate", "pilots.simulate", "make a pilot of simulated data", (_simulation,), TRIAL),
    Command("list", "pilots.list_", "list the pilots of this project"),
    Command("schema", "pilots.schema", SCHEMAS, (_folder,)),
)

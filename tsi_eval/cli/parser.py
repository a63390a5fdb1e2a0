"""The words of the command line: one record a command, and the parser that is made of them.

Nothing but the standard library is imported on the way, so that `--help` is quick and `run.py` can
ask this parser before anything is installed. What the help says stands in
`language/<language>/help.toml`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from tsi_eval.cli.spoken import Spoken
from tsi_eval.language import DEFAULT_LANGUAGE
from tsi_eval.language.program import USUAL as PROGRAM
from tsi_eval.making.request import EVERY_FORMAT, USUAL
from tsi_eval.pilot.new import question_names
from tsi_eval.simulate import pilot_names

# Examples of the help, and the keys of what they do.
EXAMPLES = (
    ("report star", "report"),
    ("report --all --language en", "english"),
    ("report --all --workers 2", "workers"),
    ("render star --formats pdf", "pdf"),
    ("render star --formats brief", "brief"),
    ("verify star", "verify"),
    ("check star", "check"),
    ("scan reports/star", "scan"),
    ("forget star withdrawn.txt", "forget"),
    ("list", "list"),
    ("new my_pilot", "new"),
    ("new my_pilot --questions participation,pre_post", "questions"),
    ("simulate familjeteamet trial --seed 7", "terms"),
    ("simulate e_connect trial --seed 7", "persons"),
)
# Longer examples have what they do on a line of its own.
WIDEST = 40


@dataclass(frozen=True, slots=True)
class Command:
    """One command; what it does stands in the catalogue under `help.do.<name>`.

    Attributes:
        name: The word that is typed.
        run: The function that does it, as "module.function" of this room. It is imported when the
            command is run, not before.
        arguments: Functions that add the command's arguments, in the order of its help.
        example: A call, shown at the end of the command's help.
    """

    name: str
    run: str
    arguments: tuple[Callable[[Spoken], None], ...] = ()
    example: str | None = None


def parser(program: str = PROGRAM, language: str = DEFAULT_LANGUAGE) -> Spoken:
    """Return the parser of all commands.

    Args:
        program: What it calls itself in its help.
        language: The language that it speaks.
    """
    made = Spoken(prog=program, language=language)
    made.description, made.epilog = made.said("about"), _epilog(made)
    _language(made, USUAL.language)
    commands = made.add_subparsers(title=made.said("commands"), required=True, metavar=made.said("word.command"))
    for item in COMMANDS:
        does = made.said(f"do.{item.name}")
        example = item.example and made.said("example", program=program, words=item.example)
        command: Spoken = commands.add_parser(item.name, language=language, help=does, description=does, epilog=example)
        _language(command, argparse.SUPPRESS)
        command.set_defaults(run=item.run)
        for add in item.arguments:
            add(command)
        made.known.extend(command.known)
    return made


def _language(command: Spoken, default: str) -> None:
    command.option("--language", "language", default=default, help=command.said("language"))


def _epilog(made: Spoken) -> str:
    lines = [made.said("examples")]
    for words, does in EXAMPLES:
        lines.append(f"  {made.prog} {words:<{WIDEST}}   {made.said(f'shown.{does}')}")
    return "\n".join([*lines, "", made.said("codes"), made.said("more", program=made.prog)])


def _pilots(command: Spoken) -> None:
    command.place("pilots", "pilot", nargs="*", help=command.said("argument.pilots"))
    command.option("--all", action="store_true", help=command.said("argument.all"))


def _reports(command: Spoken) -> None:
    command.place("pilots", "report", nargs="*", help=command.said("argument.reports"))
    command.option("--all", action="store_true", help=command.said("argument.all"))


def _formats(command: Spoken) -> None:
    known = command.said("argument.formats", known=", ".join(EVERY_FORMAT))
    command.option("--formats", "format", nargs="+", default=USUAL.formats, help=known)


def _notebooks(command: Spoken) -> None:
    command.option("--notebook", "notebook", action="append", default=[], help=command.said("argument.notebook"))


def _batch(command: Spoken) -> None:
    workers = command.said("argument.workers")
    command.option("--workers", "workers", type=_positive, default=USUAL.workers, help=workers)
    command.option("--force", action="store_true", help=command.said("argument.force"))
    deadline = command.said("argument.deadline", seconds=str(USUAL.seconds))
    command.option("--deadline", "seconds", type=_positive, default=USUAL.seconds, help=deadline)
    command.option("--cluster", "address", help=command.said("argument.cluster"))


def _new(command: Spoken) -> None:
    command.place("pilot", "pilot", help=command.said("argument.pilot"))
    known = command.said("argument.questions", known=", ".join(question_names()))
    command.option("--questions", "question", nargs="+", help=known)


def _simulation(command: Spoken) -> None:
    models = pilot_names()
    command.place("model", "model", choices=models, help=command.said("argument.model", known=", ".join(models)))
    command.place("pilot", "name", help=command.said("argument.pilot"))
    command.option("--seed", "seed", type=_seed, default=1, help=command.said("argument.seed"))
    command.option("--terms", "term", nargs="+", help=command.said("argument.terms"))


def _folder(command: Spoken) -> None:
    command.place("folder", "folder", help=command.said("argument.folder"))


def _scan(command: Spoken) -> None:
    command.place("path", "path", help=command.said("argument.path"))
    command.option("--pilot", "pilot", help=command.said("argument.known"))


def _forget(command: Spoken) -> None:
    command.place("pilot", "pilot", help=command.said("argument.pilots"))
    command.place("path", "path", help=command.said("argument.identifiers"))


def _seed(text: str) -> int:
    return _whole_number(text, 0, "help.expected.seed")


def _positive(text: str) -> int:
    return _whole_number(text, 1, "help.expected.count")


def _whole_number(text: str, least: int, key: str) -> int:
    """Return a whole number.

    Raises:
        ArgumentTypeError: It is none; the key says what is expected.
    """
    if not text.isdecimal() or int(text) < least:
        raise argparse.ArgumentTypeError(key)
    return int(text)


NEW = "new my_pilot --questions participation,pre_post,time_series"
TRIAL = "simulate familjeteamet trial --seed 7 --terms HT2023,VT2024"
COMMANDS = (
    Command("report", "reports.report", (_pilots, _notebooks, _formats, _batch)),
    Command("render", "reports.render", (_reports, _formats)),
    Command("verify", "reports.verify", (_reports, _notebooks)),
    Command("check", "reports.check", (_pilots,), "check my_pilot"),
    Command("scan", "scanning.scan", (_scan,), "scan reports/my_pilot/sv --pilot my_pilot"),
    Command("forget", "forgetting.forget", (_forget,), "forget my_pilot withdrawn.txt"),
    Command("new", "pilots.new", (_new,), NEW),
    Command("simulate", "pilots.simulate", (_simulation,), TRIAL),
    Command("list", "pilots.list_"),
    Command("schema", "pilots.schema", (_folder,)),
)

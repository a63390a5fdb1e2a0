"""The command line: `tsi-eval report`, `check`, `new`, `simulate`, `list`, `schema`."""

from __future__ import annotations

import argparse
import json
import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tsi_eval.errors import Problem, TsiError, UsageError
from tsi_eval.language import DEFAULT_LANGUAGE, LANGUAGES, Message, say
from tsi_eval.templates import QUESTIONS

if TYPE_CHECKING:
    from tsi_eval.run import Project

UNEXPECTED = 70
INTERRUPTED = 130
EXAMPLES = """examples:
  tsi-eval report star                  the report of one pilot, in Swedish
  tsi-eval report --all --language en   every pilot's report, in English
  tsi-eval check star                   read, check and compute, but write nothing
  tsi-eval list                         the pilots of this project
  tsi-eval new my_pilot                 a folder to fill in, with every question that can be asked
  tsi-eval new my_pilot --questions participation,pre_post
  tsi-eval simulate familjeteamet trial --seed 7

exit codes: 0 done · 2 the call · 3 the declaration · 4 the data · 5 protection · 6 the report · 70 unexpected
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; every error is a code and three lines, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    arguments = _parser().parse_args(argv)
    language: str = arguments.language if arguments.language in LANGUAGES else DEFAULT_LANGUAGE
    try:
        run: Callable[[argparse.Namespace], int] = arguments.run
        return run(arguments)
    except TsiError as error:
        _complain(error, language)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  an unexpected error's text may hold a person's value
        _confess(error, language)
        return UNEXPECTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tsi-eval",
        description="Evaluate pilots of early coordinated interventions for children and young people.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    for name, run, text in (
        ("report", _report, "make reports"),
        ("check", _check, "read, check and compute, but write nothing"),
        ("new", _new, "make a new pilot's folder, with files to fill in"),
        ("simulate", _simulate, "make a pilot of simulated data"),
        ("list", _list, "list the pilots of this project"),
        ("schema", _schema, "write JSON Schemas, so that editors complete the TOML files"),
    ):
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument("--language", default=DEFAULT_LANGUAGE, help="sv (default) or en: of reports and messages")
        command.set_defaults(run=run)
        _add_arguments(name, command)
    return parser


def _add_arguments(name: str, command: argparse.ArgumentParser) -> None:
    if name in {"report", "check"}:
        command.add_argument("pilots", nargs="*", metavar="PILOT", help="a folder's name in data_raw")
        command.add_argument("--all", action="store_true", help="every pilot")
    if name == "schema":
        command.add_argument("folder", metavar="FOLDER", help="where to write them")
    if name == "new":
        command.add_argument("pilot", metavar="PILOT", help="the new folder's name: small letters, digits, _ and -")
        known = f"with commas between, of {', '.join(QUESTIONS)} (default: all)"
        command.add_argument("--questions", nargs="+", metavar="QUESTION", help=known)
        command.epilog = "example: tsi-eval new my_pilot --questions participation,pre_post,time_series"
    if name == "simulate":
        command.add_argument("model", metavar="MODEL", choices=("familjeteamet",), help="familjeteamet")
        command.add_argument("pilot", metavar="NAME", help="the new folder's name: small letters, digits, _ and -")
        command.add_argument("--seed", type=_seed, default=1, metavar="N", help="any whole number from 0 (default: 1)")
        terms = "HT2023, or HT2023,VT2024 (default), or HT2023,VT2024,HT2024"
        command.add_argument("--terms", nargs="+", default=["HT2023,VT2024"], metavar="TERM", help=terms)
        command.epilog = "example: tsi-eval simulate familjeteamet trial --seed 7 --terms HT2023,VT2024"


def _seed(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(text)
    return int(text)


def _words(values: Sequence[str]) -> tuple[str, ...]:
    """Return names that were written with commas, blanks or both between them."""
    return tuple(word for value in values for word in value.replace(",", " ").split())


def _report(arguments: argparse.Namespace) -> int:
    from tsi_eval.run import find_project, make_report  # noqa: PLC0415  --help stays quick

    project = find_project()
    return _each(arguments, lambda pilot, language: make_report(project, pilot, language, _teller(language)))


def _check(arguments: argparse.Namespace) -> int:
    from tsi_eval.run import check_pilot, find_project  # noqa: PLC0415

    project = find_project()
    return _each(arguments, lambda pilot, language: check_pilot(project, pilot, _teller(language)))


def _each(arguments: argparse.Namespace, work: Callable[[str, str], object]) -> int:
    """Do the work for every pilot named; one that fails does not stop the others, and its exit code is kept."""
    language = _language(arguments)
    code = 0
    for pilot in _named(arguments):
        try:
            work(pilot, language)
        except TsiError as error:
            _complain(error, language)
            print(say(Message("progress.failed", {"pilot": pilot}), language), file=sys.stderr)
            code = code or error.exit_code
    return code


def _named(arguments: argparse.Namespace) -> tuple[str, ...]:
    from tsi_eval.run import find_project  # noqa: PLC0415

    known = find_project().pilots()
    named = known if arguments.all else tuple(_pilot_name(word) for word in arguments.pilots)
    if not named:
        raise UsageError(Problem(code="E193", params={"known": ", ".join(known) or "–"}))
    return named


def _pilot_name(word: str) -> str:
    """Return a pilot's name, also when its folder is given, as a shell completes it."""
    path = Path(word)
    return path.name if path.parent.name == "data_raw" else word


def _language(arguments: argparse.Namespace) -> str:
    language: str = arguments.language
    if language not in LANGUAGES:
        raise UsageError(Problem(code="E191", params={"name": language}))
    return language


def _list(arguments: argparse.Namespace) -> int:
    from tsi_eval.load import load_pilot  # noqa: PLC0415
    from tsi_eval.run import find_project  # noqa: PLC0415

    language, project = _language(arguments), find_project()
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


def _new(arguments: argparse.Namespace) -> int:
    from tsi_eval.run import find_project  # noqa: PLC0415
    from tsi_eval.templates.folder import new_pilot  # noqa: PLC0415

    language, project = _language(arguments), find_project()
    asked = QUESTIONS if arguments.questions is None else _words(arguments.questions)
    today = datetime.now(tz=UTC).astimezone().date()
    folder, readme = new_pilot(project.data, arguments.pilot, questions=asked, language=language, day=today)
    _tell(language, "pilot", pilot=folder.name, path=_within(project, folder))
    _tell(language, "read", pilot=folder.name, path=_within(project, folder / readme))
    return 0


def _simulate(arguments: argparse.Namespace) -> int:
    from tsi_eval.run import find_project  # noqa: PLC0415
    from tsi_eval.templates.folder import new_simulation  # noqa: PLC0415

    language, project = _language(arguments), find_project()
    folder = new_simulation(project.data, arguments.pilot, seed=arguments.seed, terms=_words(arguments.terms))
    _tell(language, "simulated", pilot=folder.name, seed=str(arguments.seed), path=_within(project, folder))
    return 0


def _tell(language: str, what: str, **params: str) -> None:
    _teller(language)(Message(f"created.{what}", params))


def _within(project: Project, path: Path) -> str:
    return path.relative_to(project.root).as_posix()


def _schema(arguments: argparse.Namespace) -> int:
    from tsi_eval.load import schemas  # noqa: PLC0415

    folder = Path(arguments.folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        (folder / name).write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        print(folder / name)
    return 0


def _teller(language: str) -> Callable[[Message], None]:
    return lambda message: print(say(message, language), file=sys.stderr, flush=True)


def _complain(error: TsiError, language: str) -> None:
    print(error.text(language), file=sys.stderr)
    print(say(Message("error.nothing_written"), language), file=sys.stderr)


def _confess(error: Exception, language: str) -> None:
    last = traceback.extract_tb(error.__traceback__)[-1]
    params = {"kind": type(error).__name__, "place": f"{Path(last.filename).name}:{last.lineno}"}
    print(f"E999 {say(Message('error.unexpected', params), language)}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())

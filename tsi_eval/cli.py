"""The command line: `tsi-eval report`, `check`, `list`, `schema`."""

from __future__ import annotations

import argparse
import json
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from tsi_eval.errors import Problem, TsiError, UsageError
from tsi_eval.language import DEFAULT_LANGUAGE, LANGUAGES, Message, say

UNEXPECTED = 70
INTERRUPTED = 130
EXAMPLES = """examples:
  tsi-eval report star                  the report of one pilot, in Swedish
  tsi-eval report --all --language en   every pilot's report, in English
  tsi-eval check star                   read, check and compute, but write nothing
  tsi-eval list                         the pilots of this project

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
        ("list", _list, "list the pilots of this project"),
        ("schema", _schema, "write JSON Schemas, so that editors complete the TOML files"),
    ):
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument("--language", default=DEFAULT_LANGUAGE, help="sv (default) or en: of reports and messages")
        command.set_defaults(run=run)
        if name in {"report", "check"}:
            command.add_argument("pilots", nargs="*", metavar="PILOT", help="a folder's name in data_raw")
            command.add_argument("--all", action="store_true", help="every pilot")
        if name == "schema":
            command.add_argument("folder", metavar="FOLDER", help="where to write them")
    return parser


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
    named = known if arguments.all else tuple(arguments.pilots)
    if not named:
        raise UsageError(Problem(code="E193", params={"known": ", ".join(known) or "–"}))
    return named


def _language(arguments: argparse.Namespace) -> str:
    language: str = arguments.language
    if language not in LANGUAGES:
        raise UsageError(Problem(code="E191", params={"name": language}))
    return language


def _list(arguments: argparse.Namespace) -> int:
    from tsi_eval.load import load_pilot  # noqa: PLC0415
    from tsi_eval.run import find_project  # noqa: PLC0415

    language, project = _language(arguments), find_project()
    for name in project.pilots():
        pilot = load_pilot(project.data / name)
        print(f"{name}\t{pilot.title.in_language(language)}\t{pilot.municipality}\t{pilot.data}")
    return 0


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

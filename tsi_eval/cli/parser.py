"""The words of the command line, and which function each command calls."""

from __future__ import annotations

import argparse

from tsi_eval.making.request import USUAL
from tsi_eval.pilot.new import question_names
from tsi_eval.simulate import pilot_names

EXAMPLES = """examples:
  tsi-eval report star                  the report of one pilot, in Swedish
  tsi-eval report --all --language en   every pilot's report, in English
  tsi-eval report --all --workers 2     two at a time; those that have not changed are left as they are
  tsi-eval render star --formats pdf    the PDF again, from the executed notebook
  tsi-eval verify star                  is the report what its data give?
  tsi-eval check star                   read, check and compute, but write nothing
  tsi-eval list                         the pilots of this project
  tsi-eval new my_pilot                 a folder to fill in, with every question that can be asked
  tsi-eval new my_pilot --questions participation,pre_post
  tsi-eval simulate familjeteamet trial --seed 7
  tsi-eval simulate e_connect trial --seed 7

exit codes: 0 done · 2 the call · 3 the declaration · 4 the data · 5 protection · 6 the report · 70 unexpected
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; `run` names the function that does one, so that --help loads none."""
    made = argparse.ArgumentParser(
        prog="tsi-eval",
        description="Evaluate pilots of early coordinated interventions for children and young people.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = made.add_subparsers(required=True, metavar="command")
    for name, run, text in (
        ("report", "reports.report", "make reports"),
        ("render", "reports.render", "make formats again from executed notebooks"),
        ("verify", "reports.verify", "make reports again, aside, and compare numbers and bytes"),
        ("check", "reports.check", "read, check and compute, but write nothing"),
        ("new", "pilots.new", "make a new pilot's folder, with files to fill in"),
        ("simulate", "pilots.simulate", "make a pilot of simulated data"),
        ("list", "pilots.list_", "list the pilots of this project"),
        ("schema", "pilots.schema", "write JSON Schemas, so that editors complete the TOML files"),
    ):
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument("--language", default=USUAL.language, help="sv (default) or en: of reports and messages")
        command.set_defaults(run=run)
        _add_arguments(name, command)
    return made


def _add_arguments(name: str, command: argparse.ArgumentParser) -> None:
    if name in {"report", "check", "render", "verify"}:
        what = "a pilot's name, or a report's folder" if name == "verify" else "a folder's name in data_raw"
        command.add_argument("pilots", nargs="*", metavar="REPORT" if name == "verify" else "PILOT", help=what)
        command.add_argument("--all", action="store_true", help="every pilot")
    if name in {"report", "render"}:
        known = f"with commas between, of {', '.join(USUAL.formats)} (default: all)"
        command.add_argument("--formats", nargs="+", default=USUAL.formats, metavar="FORMAT", help=known)
    if name == "report":
        command.add_argument(
            "--workers", type=_positive, default=USUAL.workers, metavar="N", help="how many at once (default: 1)"
        )
        command.add_argument("--force", action="store_true", help="also those that have not changed")
        minutes = f"stop a report that takes longer (default: {USUAL.seconds})"
        command.add_argument("--deadline", type=_positive, default=USUAL.seconds, metavar="SECONDS", help=minutes)
        command.add_argument("--cluster", metavar="ADDRESS", help="run the notebooks on a Dask cluster")
    if name == "schema":
        command.add_argument("folder", metavar="FOLDER", help="where to write them")
    if name == "new":
        command.add_argument("pilot", metavar="PILOT", help="the new folder's name: small letters, digits, _ and -")
        known = f"with commas between, of {', '.join(question_names())} (default: all)"
        command.add_argument("--questions", nargs="+", metavar="QUESTION", help=known)
        command.epilog = "example: tsi-eval new my_pilot --questions participation,pre_post,time_series"
    if name == "simulate":
        models = pilot_names()
        command.add_argument("model", metavar="MODEL", choices=models, help=", ".join(models))
        command.add_argument("pilot", metavar="NAME", help="the new folder's name: small letters, digits, _ and -")
        command.add_argument("--seed", type=_seed, default=1, metavar="N", help="any whole number from 0 (default: 1)")
        terms = "of one that comes term by term, its first ones: HT2023, or HT2023,VT2024"
        command.add_argument("--terms", nargs="+", metavar="TERM", help=terms)
        command.epilog = "example: tsi-eval simulate familjeteamet trial --seed 7 --terms HT2023,VT2024"


def _seed(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(text)
    return int(text)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(text)
    return int(text)

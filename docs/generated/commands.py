"""Every command with the help that it prints."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping

from generated.errors import plain
from tsi_eval.cli.parser import COMMANDS, EXAMPLES, parser
from tsi_eval.language import Message, say

TYPED = "python run.py"


def pages() -> Mapping[str, str]:
    """Return the commands, which a page of its own includes."""
    return {"parts/commands.md": "\n".join(_commands())}


def _commands() -> Iterator[str]:
    yield from ("| command | what it does |", "|---|---|")
    for command in COMMANDS:
        yield f"| [{command.name}](#command-{command.name}) | {_said(f'help.do.{command.name}')} |"
    yield ""
    yield from ("Examples:", "", "| words | what they do |", "|---|---|")
    yield from (f"| `{TYPED} {words}` | {_said(f'help.shown.{does}')} |" for words, does in EXAMPLES)
    yield ""
    for name, command in _parsers().items():
        yield from (f"(command-{name})=", "", f"## {name}", "", "```text", command.format_help().rstrip(), "```", "")


def _parsers() -> Mapping[str, argparse.ArgumentParser]:
    """Return command → its own parser, which speaks English."""
    made = parser(TYPED, "en")
    known = next(action.choices for action in made._actions if isinstance(action, argparse._SubParsersAction))  # noqa: SLF001  argparse has no other way
    return dict(known)


def _said(key: str) -> str:
    return plain(say(Message(key), "en"))

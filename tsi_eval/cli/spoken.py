"""A parser that speaks the user's language.

Its usage, its headings and its errors are the catalogue's; argparse's own are English only. What
is wrong with a command is said as any other problem, as a code and three lines.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from functools import partial
from typing import Any, NoReturn

from tsi_eval.errors import Param, Problem, did_you_mean
from tsi_eval.language import DEFAULT_LANGUAGE, LANGUAGES, Message, say

WRONG_CALL = 2
# What argparse says, in the versions 3.11 to 3.14 of Python.
_CHOICE = re.compile(r"argument (?P<name>.+?): invalid choice: (?P<word>.*) \(choose from (?P<known>.*)\)", re.DOTALL)
_REQUIRED = re.compile(r"the following arguments are required: (?P<names>.*)")
_UNKNOWN = re.compile(r"unrecognized arguments: (?P<words>.+)", re.DOTALL)
_AMBIGUOUS = re.compile(r"ambiguous option: (?P<words>.*) could match (?P<known>.*)", re.DOTALL)
_NOTHING = re.compile(r"argument (?P<name>.+?): expected (?:one|at least one) argument")
_OTHER = re.compile(r"argument (?P<name>.+?): (?P<key>help\.expected\.\w+)")


def language_in(words: Iterable[str]) -> str:
    """Return the language that a command's words ask for, wherever `--language` stands."""
    asked = argparse.ArgumentParser(add_help=False)
    asked.add_argument("--language", nargs="?")
    language = asked.parse_known_args(list(words))[0].language
    return language if language in LANGUAGES else DEFAULT_LANGUAGE


class Spoken(argparse.ArgumentParser):
    """A parser of one command, or of all of them.

    Its arguments stand in two groups of its own, since the headings of argparse's are English.
    """

    def __init__(self, *, language: str = DEFAULT_LANGUAGE, **rules: Any) -> None:
        """Make a parser without arguments.

        Args:
            language: The language that it speaks.
            rules: Of argparse.
        """
        # The options that a misspelt one is held against.
        self.known: list[str] = []
        self.language = language
        formatter = partial(_Formatter, usage=self.said("usage"))
        super().__init__(add_help=False, formatter_class=formatter, **rules)
        self.places = self.add_argument_group(self.said("places"))
        self.options = self.add_argument_group(self.said("options"))
        self.options.add_argument("-h", "--help", action="help", help=self.said("help"))

    def said(self, key: str, **params: str) -> str:
        """Return words of the help in the parser's language."""
        return say(Message(f"help.{key}", params), self.language)

    def place(self, name: str, word: str, **rules: Any) -> None:
        """Add what is typed at a place of its own.

        Args:
            name: Its name among the arguments.
            word: The key of the word that stands for it in the help.
            rules: Of argparse.
        """
        self.places.add_argument(name, metavar=self.said(f"word.{word}"), **rules)

    def option(self, name: str, word: str = "", **rules: Any) -> None:
        """Add an option, and the word that stands for its value in the help, if it has one."""
        self.known.append(name)
        if word:
            rules["metavar"] = self.said(f"word.{word}")
        self.options.add_argument(name, **rules)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words, and leave with the code of a wrong call."""
        print(self.problem(message).text(self.language), file=sys.stderr)
        sys.exit(WRONG_CALL)

    def problem(self, message: str) -> Problem:
        """Return what argparse says as a problem (E380-E383)."""
        readings = (
            (_CHOICE, self._choice),
            (_REQUIRED, self._required),
            (_NOTHING, self._nothing),
            (_UNKNOWN, self._unknown),
            (_AMBIGUOUS, self._ambiguous),
            (_OTHER, self._other),
        )
        for pattern, read in readings:
            if match := pattern.fullmatch(message):
                return read(match)
        return self._problem("E382", words=message)

    def _choice(self, said: re.Match[str]) -> Problem:
        word, known = said["word"].strip("'"), re.findall(r"[\w-]+", said["known"])
        closest, listed = did_you_mean(word, known), ", ".join(known)
        if said["name"] == self.said("word.command"):
            return self._problem("E380", word=word, known=listed, suggestion=closest, program=self.prog)
        expected = Message("help.expected.one_of", {"known": listed})
        return self._problem("E383", name=said["name"], expected=expected, suggestion=closest)

    def _required(self, said: re.Match[str]) -> Problem:
        return self._problem("E381", names=said["names"])

    def _nothing(self, said: re.Match[str]) -> Problem:
        return self._problem("E381", names=Message("help.after", {"name": said["name"]}))

    def _unknown(self, said: re.Match[str]) -> Problem:
        return self._problem("E382", words=said["words"], suggestion=did_you_mean(said["words"].split()[0], self.known))

    def _ambiguous(self, said: re.Match[str]) -> Problem:
        return self._problem("E382", words=said["words"], meant=Message("error.meant", {"name": said["known"]}))

    def _other(self, said: re.Match[str]) -> Problem:
        return self._problem("E383", name=said["name"], expected=Message(said["key"]))

    def _problem(self, code: str, **params: Param) -> Problem:
        return Problem(code=code, params={"typed": self.prog, **params})


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Writes the help, with the user's word for usage."""

    def __init__(self, prog: str, *, usage: str) -> None:
        super().__init__(prog)
        self._word_for_usage = usage

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, self._word_for_usage if prefix is None else prefix)

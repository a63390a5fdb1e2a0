"""What can go wrong: coded problems, and the few exceptions that carry them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from tsi_eval.identifiers import has_identifier
from tsi_eval.language import Message, chosen, has_sentence, say
from tsi_eval.language.program import program

# A message among the words is said in the language of the whole.
Param = str | int | Message
WITHHELD = "…"
# What stands where a problem has no word.
NONE = "–"
# How a question is called that no pilot declares: "PrePost(…)".
CALL = "(…)"
# A byte of a file's name that can't be read: what is shown, and what the system gives for it.
UNREADABLE = "\ufffd"
_NO_SIGN = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, said without any value from a person's row.

    Attributes:
        code: Key of its three lines in the catalogue, such as "E121".
        params: What the lines name: files, columns, rules, how many rows. Never a person's value.
        rows: Numbers of rows, for the console. They never reach a file that leaves.
        elsewhere: Where the same is wrong in further files: each file with its rows.
    """

    code: str
    params: Mapping[str, Param] = field(default_factory=dict)
    rows: tuple[int, ...] = ()
    elsewhere: tuple[tuple[str, tuple[int, ...]], ...] = ()

    def __repr__(self) -> str:
        return f"Problem({self.code})"

    def lines(self, language: str | None = None) -> tuple[str, str, str]:
        """Return the three lines: the problem, where, and what to do.

        Args:
            language: "sv" or "en"; unless given, the chosen one.
        """
        language = language or chosen()
        params = _Named({name: safe(value) for name, value in self.params.items()})
        advice = "in_python" if self._is_of_a_call and has_sentence(f"{self.code}.in_python") else "do"
        problem, where, do = (
            say(Message(f"{self.code}.{part}", params), language) for part in ("problem", "where", advice)
        )
        if self.rows:
            where += " " + say(Message("error.rows", {"rows": first_rows(self.rows)}), language)
        for file, rows in self.elsewhere:
            where += f"; {safe(file)} " + say(Message("error.rows", {"rows": first_rows(rows)}), language)
        return (
            f"{self.code} {problem}",
            f"  {say(Message('error.where'), language)}: {where}",
            f"  {say(Message('error.do'), language)}: {do}",
        )

    @property
    def _is_of_a_call(self) -> bool:
        """Whether what is wrong was asked in Python, where there are no files to mend."""
        return str(self.params.get("question", CALL)).endswith(CALL)

    def text(self, language: str | None = None) -> str:
        """Return the three lines as one text."""
        return "\n".join(self.lines(language))


class _Named(dict[str, Param]):
    """The words of a problem.

    What the user types to start the program is known to all of them, and so is the question whether
    a suggestion was meant: a sentence ends without it where there is no suggestion, and without
    lines to write where there are none. Any other word that a problem does not give is a dash.
    Example: a problem of a statistic names the question. A researcher who calls the statistic
    directly has asked none.
    """

    def __missing__(self, name: str) -> Param:
        if name == "meant":
            return _meant(self.get("suggestion", NONE))
        if name == "lines":
            return ""
        return program() if name == "program" else NONE


def _meant(suggestion: Param) -> Param:
    """Return a sentence with the suggestion, or with all that it may be where several are known."""
    if suggestion in {"", NONE, WITHHELD}:
        return ""
    several = isinstance(suggestion, str) and (", " in suggestion or " / " in suggestion)
    return Message("error.known", {"names": suggestion}) if several else Message("error.meant", {"name": suggestion})


def safe(value: Param) -> Param:
    """Withhold a word with an identity number in it: a file may be named after a child."""
    if not isinstance(value, str):
        return value
    return WITHHELD if has_identifier(value) else in_signs(value)


def in_signs(name: str) -> str:
    """Return a name of a file with a sign for each byte that is none, so that it can be written."""
    return _NO_SIGN.sub(UNREADABLE, name)


def first_rows(rows: tuple[int, ...], most: int = 8) -> str:
    """Return the first row numbers, and an ellipsis if there are more."""
    shown = ", ".join(str(row) for row in rows[:most])
    return shown + (", …" if len(rows) > most else "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the known word that is closest to a misspelt one, or "" if none is close."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), "")


class TsiError(Exception):
    """Base of all errors that are meant for the user. It carries every problem that was found."""

    exit_code = 1

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(*(problem.code for problem in self.problems))

    def __str__(self) -> str:
        return self.text()

    def text(self, language: str | None = None) -> str:
        """Return all problems, each as its three lines."""
        return "\n".join(problem.text(language) for problem in self.problems)


class UsageError(TsiError):
    """The call itself is wrong: an unknown pilot, language or parameter."""

    exit_code = 2


class DeclarationError(TsiError):
    """A pilot's TOML files can't be understood."""

    exit_code = 3


class DataError(TsiError):
    """The delivered files break their contracts, or can't answer what is asked."""

    exit_code = 4


class ProtectionError(TsiError):
    """Something would pass a door that must stay closed; nothing is written."""

    exit_code = 5


class ReportError(TsiError):
    """The report could not be made; the old one is untouched."""

    exit_code = 6


class NotEstimable(TsiError):
    """A statistic does not exist for these numbers."""

    exit_code = 4

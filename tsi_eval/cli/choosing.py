"""Asking which questions a new pilot is to have: a numbered list, in the user's language."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tsi_eval.cli.arguments import words_of
from tsi_eval.errors import did_you_mean
from tsi_eval.language import Message, say
from tsi_eval.pilot.new.templates import QUESTIONS
from tsi_eval.pilot.new.texts import question_text, texts

# What a project lead gets who only wants to begin: who took part, and what changed.
SENSIBLE = ("participation", "pre_post")
MORE = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosing:
    """What is asked.

    Attributes:
        pilot: The pilot's name.
        has: The questions that it has already.
        language: The language that is spoken.
        day: The day that the pilot is made.
    """

    pilot: str
    has: tuple[str, ...] = ()
    language: str
    day: date

    def asked(self) -> tuple[str, ...]:
        """Ask until the answer is understood, and return the names of the questions chosen.

        Raises:
            EOFError: The input ends.
            KeyboardInterrupt: The user stops.
        """
        print(self._said("which", pilot=self.pilot))
        self._show(self._choices())
        while True:
            words = words_of([input("> ").casefold().replace(";", ",").replace(".", " ")])
            if MORE in words:
                self._show(self._more())
                continue
            if self._knows_all(words):
                break
        chosen = tuple(name for word in words for name in _named(word, self.language)) or self._usual()
        if chosen:
            print(self._said("chosen", names=", ".join(dict.fromkeys(chosen))))
        return chosen

    def _knows_all(self, words: Iterable[str]) -> bool:
        """Tell whether each word names a question; one that names none is said to the user."""
        unknown = [word for word in words if not _named(word, self.language)]
        for word in unknown:
            print(self._unknown(word))
        return not unknown

    def _usual(self) -> tuple[str, ...]:
        return () if self.has else SENSIBLE

    def _show(self, lines: Iterator[str]) -> None:
        for line in lines:
            print(line)
        print(self._said("how"))
        usual = ", ".join(self._usual())
        print(self._said("usual", names=usual) if usual else self._said("complete"))

    def _choices(self) -> Iterator[str]:
        for number, name in enumerate(QUESTIONS, start=1):
            words = {part: Message(f"choice.{name}.{part}") for part in ("answers", "needs")}
            key = "there" if name in self.has else "choice"
            yield self._said(key, number=str(number), name=name, **words)

    def _more(self) -> Iterator[str]:
        for number, name in enumerate(QUESTIONS, start=1):
            rows = texts(self.pilot, [name], self.language, self.day).rows
            files = ", ".join(self._said("file", file=file, row=row) for file, row in rows.items())
            question = question_text(name, self.language, self.day)
            yield self._said("more", number=str(number), name=name, question=question, files=files)

    def _unknown(self, word: str) -> str:
        closest = did_you_mean(word, QUESTIONS)
        meant = Message("error.meant", {"name": closest}) if closest else ""
        return self._said("unknown", name=word, meant=meant, last=str(len(QUESTIONS)))

    def _said(self, key: str, **params: str | Message) -> str:
        return say(Message(f"ask.{key}", params), self.language)


def _named(word: str, language: str) -> Sequence[str]:
    """Return the questions that a number, a name or the word for all of them names."""
    if word == say(Message("ask.every"), language):
        return QUESTIONS
    numbers = {str(number): name for number, name in enumerate(QUESTIONS, start=1)}
    name = numbers.get(word, word)
    return (name,) if name in QUESTIONS else ()


def can_ask() -> bool:
    """Tell whether somebody sits at a terminal, reads what is said there, and can answer."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))

"""`[report]` in `pilot.toml`: who asked for the report, who wrote it, and who answers for it.

    [report]
    commissioner = { sv = "Socialnämnden", en = "The social services board" }
    authors = ["Anna Ek, Örebro universitet"]
    contact = { name = "Bo Alm", role = { sv = "chef", en = "head" }, email = "bo@example.org" }
    version = "1"

Words that are the same in both languages, such as a name, may stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import StringConstraints

from tsi_eval.errors import Problem
from tsi_eval.findings import Contact, Imprint
from tsi_eval.findings.cover import NO_TEXT
from tsi_eval.language import Message, Text
from tsi_eval.pilot.reading import blank_words
from tsi_eval.strict import FILLED, STRICT

FILE, KEY = "pilot.toml", "report"
Words = Annotated[str, StringConstraints(pattern=FILLED)] | Text
_ADDRESS = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_NUMBER = re.compile(r"\+?[\d()\s-]*\d[\d()\s-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactEntry:
    """`report.contact`: who answers for the report, and how they are reached."""

    __pydantic_config__ = STRICT

    name: Words
    role: Words
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprintEntry:
    """`[report]`."""

    __pydantic_config__ = STRICT

    commissioner: Words | None = None
    authors: tuple[Words, ...] = ()
    contact: ContactEntry | None = None
    version: str = ""


def imprint_of(entry: ImprintEntry) -> Imprint:
    """Return whose report it is, in both languages."""
    return Imprint(
        commissioner=NO_TEXT if entry.commissioner is None else _text(entry.commissioner),
        authors=tuple(map(_text, entry.authors)),
        contact=None if entry.contact is None else _contact(entry.contact),
        version=entry.version,
    )


def imprint_problems(entry: ImprintEntry) -> Iterator[Problem]:
    """Yield words that say nothing (E155), and a contact whom nobody can reach (E405)."""
    for key, words in _every_text(entry):
        yield from blank_words(_text(words), FILE, f"{KEY}.{key}")
    if entry.contact is not None and not _is_reached(entry.contact):
        yield Problem(code="E405", params={"file": FILE, "key": f"{KEY}.contact"})


def missing_in(imprint: Imprint) -> Iterator[Problem]:
    """Yield what no approved report may lack: who wrote it, and who answers for it (E404)."""
    for key, said in (("authors", bool(imprint.authors)), ("contact", imprint.contact is not None)):
        if not said:
            where = {"file": FILE, "key": f"{KEY}.{key}"}
            yield Problem(code="E404", params={**where, "what": Message(f"what.{key}")})


def _contact(entry: ContactEntry) -> Contact:
    return Contact(name=_text(entry.name), role=_text(entry.role), email=entry.email, phone=entry.phone)


def _text(words: str | Text) -> Text:
    return words if isinstance(words, Text) else Text(sv=words, en=words)


def _every_text(entry: ImprintEntry) -> Iterator[tuple[str, str | Text]]:
    if entry.commissioner is not None:
        yield "commissioner", entry.commissioner
    for words in entry.authors:
        yield "authors", words
    if entry.contact is not None:
        yield "contact.name", entry.contact.name
        yield "contact.role", entry.contact.role


def _is_reached(contact: ContactEntry) -> bool:
    """Tell whether a contact has an address or a number, and none that is no such thing."""
    written = ((contact.email, _ADDRESS), (contact.phone, _NUMBER))
    return any(text for text, _ in written) and all(not text or form.fullmatch(text) for text, form in written)

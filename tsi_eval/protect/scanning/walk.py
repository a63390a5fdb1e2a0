"""One file is searched: all that it holds, however it is packed and written.

1. The bytes are told by how they begin (`kinds.py`). What can be opened is opened, and each part of
   it is searched like a file (`archives.py`, `pdf.py`, `pictures.py`).
2. Other bytes are read as text, in every encoding that they may have (`decoding.py`).
3. From each text, runs of base64 and of hexadecimal digits are taken out; what they stand for is
   searched like a file (`embedded.py`).
4. What is left is read as it is, unescaped, and without tags, and looked through for identity
   numbers (`identity_numbers.py`) and for the persons of the delivery (`recognising.py`).

Worked example. A notebook holds a picture as base64, whose title is "811228-9874". The answer is
one `Found`: what "identity", and the way to it, "output as base64 → texts beside the picture". The
number itself is nowhere in the answer. All is kept in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tsi_eval.protect.scanning.decoding import plain, shape_texts, texts_in, unescaped, without_tags
from tsi_eval.protect.scanning.embedded import embedded
from tsi_eval.protect.scanning.identity_numbers import holds_identity_number
from tsi_eval.protect.scanning.kinds import kind_of
from tsi_eval.protect.scanning.limits import LARGEST_FILE, Budget, NotLookedInto
from tsi_eval.protect.scanning.notebooks import notebook_parts
from tsi_eval.protect.scanning.part import Part, Step
from tsi_eval.protect.scanning.recognising import Recogniser

Way = tuple[Step, ...]
# Steps to what was a file of its own; other parts are what their file makes of them.
_WHOLE_FILES = frozenset(("packed", "part", "attached"))
# What can't be opened is searched as it stands.
_AS_BYTES = frozenset(("damaged", "password"))
# What stands for lines that are left out; nothing goes on over it.
_CUT = "\0"
# Escaped in escaped: a page in a cell of a notebook in a data address.
_ROUNDS = 3
# Bytes of which so many are no text are of a kind that nobody has described.
_SAMPLE = 4000
_MOST_CONTROL = 0.02
_CONTROL = bytes([*range(9), *range(14, 32)])


@dataclass(frozen=True, slots=True)
class Found:
    """Something that must not leave, or a part that could not be looked into.

    Attributes:
        way: The steps to it, from outside in; empty for the file itself.
        what: "identity", "person", "name", "words", "pseudonym" or "hash"; or why a part was not
            looked into.
        looked_into: Whether it was found, and not a part that could not be looked into.
    """

    way: Way
    what: str
    looked_into: bool = True


def scan(
    name: str, content: bytes, recogniser: Recogniser | None = None, seen: set[str] | None = None
) -> tuple[Found, ...]:
    """Return what a file holds that must not leave, each once, and what was not looked into.

    Args:
        name: The file's name, which is searched too.
        content: Its bytes.
        recogniser: Of the delivery's persons; without one only identity numbers are looked for.
        seen: Lines that hold nothing; those of this file are added. The files of a report share
            most of their lines.
    """
    if len(content) > LARGEST_FILE:
        return (Found((), "large", looked_into=False),)
    walk = _Walk(recogniser, Budget(), set() if seen is None else seen)
    found = [*walk.searched((Step("name"),), name)]
    found += walk.opened((), content, outermost=True)
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _Walk:
    recogniser: Recogniser | None
    budget: Budget
    seen: set[str]

    def opened(self, way: Way, content: bytes | str, *, outermost: bool = False) -> Iterator[Found]:
        """Yield what a part holds."""
        try:
            self.budget.take(len(content), deep=len(way))
            if isinstance(content, str):
                yield from self.searched(way, content)
                return
            kind = kind_of(content)
            whole = outermost or way[-1].kind in _WHOLE_FILES
            if kind == "closed" or (kind is None and whole and _is_unknown(content)):
                yield Found(way, "kind" if kind else "nameless", looked_into=False)
            yield from self._inside(way, content)
        except NotLookedInto as error:
            yield Found(way, error.why, looked_into=False)
            if isinstance(content, bytes) and error.why in _AS_BYTES:
                for text in texts_in(content):
                    yield from self.searched(way, text)

    def _inside(self, way: Way, content: bytes) -> Iterator[Found]:
        kind = kind_of(content)
        if callable(kind):
            yield from self._each(way, kind(content, self.budget))
            return
        if (parts := notebook_parts(content)) is not None:
            yield from self._each(way, parts)
            return
        for text in shape_texts(content) if kind == "shape" else texts_in(content):
            yield from self.searched(way, text)

    def _each(self, way: Way, parts: Iterator[Part]) -> Iterator[Found]:
        for part in parts:
            yield from self.opened((*way, part.step), part.content)

    def searched(self, way: Way, text: str) -> Iterator[Found]:
        """Yield what a text holds, in every reading of it."""
        # Files in base64 are taken out first: they are most of a page, and the rest is read often.
        packed: list[bytes] = []
        hashes: list[str] = []
        for _ in range(_ROUNDS):
            rest, further, more = embedded(text)
            packed += further
            hashes += more
            yield from (Found(way, what) for what in self._read(rest))
            if (shown := without_tags(rest)) != rest:
                yield from (Found(way, what) for what in self._read(shown))
            text = unescaped(rest)
            if text == rest:
                break
        if self.recogniser is not None:
            yield from (Found(way, what) for what in sorted(self.recogniser.hashed_in(hashes)))
        for content in dict.fromkeys(packed):
            yield from self.opened((*way, Step("encoded")), content)

    def _read(self, text: str) -> list[str]:
        """Return what a reading holds. Lines that were read before and hold nothing are left."""
        # A tag is a line too: a document of Word has few kinds of them, and no other lines.
        lines = text.replace("<", "\n<").replace(">", ">\n").split("\n")
        fresh = [line for line in dict.fromkeys(lines) if line not in self.seen]
        usual = plain("\n".join(fresh))
        found = ["identity"] if holds_identity_number(usual) else []
        begun: set[str] = set()
        if self.recogniser is not None and (begin := self.recogniser.beginnings_in(usual)):
            pairs = zip(fresh, usual.split("\n"), strict=True)
            begun = {line for line, shown in pairs if begin.search(shown.casefold())}
            found += sorted(self.recogniser.named_in(plain(_with_next(lines, begun)), begin))
        if not found:
            self.seen.update(line for line in fresh if line not in begun)
        return found


def _with_next(lines: list[str], begun: set[str]) -> str:
    """Return the lines in which a name may begin, each with the next two, where it goes on."""
    kept: list[str] = []
    for place in [place for place, line in enumerate(lines) if line in begun]:
        kept += (*lines[place : place + 3], _CUT)
    return "\n".join(kept)


def _is_unknown(content: bytes) -> bool:
    """Tell whether bytes are neither of a known kind nor text, in one or two bytes a letter."""
    sample = content[:_SAMPLE]
    if sample[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return False
    return len(sample) - len(sample.translate(None, _CONTROL)) > _MOST_CONTROL * len(sample)

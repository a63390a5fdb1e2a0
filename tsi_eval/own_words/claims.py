"""Words that claim something, in people's own texts: which a sentence has.

The words are lists of the catalogue (`language/<language>/claims.toml`). How a sentence is read:

1. It is taken apart at its commas and the like. A part that asks ("visar om …", "whether …") claims
   nothing.
2. Each part is read from the left. At each place the longest listed words count: "steg" claims that
   something rose, "nästa steg" claims nothing.
3. A verb and what it moves, with nothing between, says what the cause was: "teamet minskade barnens
   oro". Where a part begins with a word such as "under", Swedish puts the verb before what moves by
   itself, and nothing of a cause is said: "under året minskade barnens oro".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from tsi_eval.language import Message, say
from tsi_eval.own_words.marks import outside

_NO_CLAIM = "not_claims"
_BETWEEN = re.compile(r"\s*(?:,(?!\d)|[;:()?!]|\s[–—-]\s)\s*")
_TOKEN = re.compile(r"<(\w+)>")
_SOME_WORDS = r"(?:[^\s,;:.]+\s+){0,2}[^\s,;:.]+"


class Kind(StrEnum):
    """What a word of claim says of an answer.

    Attributes:
        CAUSE: That the pilot made a difference.
        ROSE: That something became more.
        FELL: That something became less.
        MORE: That there is more of something than of something else.
        LESS: That there is less.
        BETTER: That it went as was wanted.
        WORSE: That it went the other way.
    """

    CAUSE = "cause"
    ROSE = "rose"
    FELL = "fell"
    MORE = "more"
    LESS = "less"
    BETTER = "better"
    WORSE = "worse"


# What is compared, and not said to have happened.
COMPARED = frozenset({Kind.MORE, Kind.LESS, Kind.BETTER, Kind.WORSE})


@dataclass(frozen=True, slots=True)
class _Reader:
    """What finds the words of claim of a language.

    Attributes:
        pattern: Each listed phrase as a group of its own.
        kinds: What each group claims, in order; None where it claims nothing.
    """

    pattern: re.Pattern[str]
    kinds: tuple[Kind | None, ...]

    def found_in(self, part: str) -> Iterator[tuple[Kind, str]]:
        start = 0
        while match := self.pattern.search(part, start):
            kind = self.kinds[(match.lastindex or 1) - 1]
            # What is said of a cause may say which way it went too: "fick fler att söka".
            first = re.match(r"\w+", match[0])
            start = match.start() + len(first[0]) if kind is Kind.CAUSE and first else match.end()
            if kind is not None:
                yield kind, match[0]


def claims(sentence: str, language: str) -> Mapping[Kind, str]:
    """Return the words of claim in a sentence: the first of each kind."""
    found: dict[Kind, str] = {}
    for part in parts_of(sentence):
        for kind, words in () if _says("asks", part, language) else claims_in(part, language):
            found.setdefault(kind, words)
    return found


def claims_in(part: str, language: str) -> Iterator[tuple[Kind, str]]:
    """Yield the words of claim in a part of a sentence."""
    yield from _reader(language).found_in(part)
    if moved := _moved(part, language):
        yield Kind.CAUSE, moved


def claimed_as_found(sentence: str, language: str) -> Mapping[Kind, str]:
    """Return the words of claim in a point of `decisions.md`, but what it proposes or asks.

    What should or may be, and what a question compares, is no claim of what was found: "ska fler
    skolor vara med?"
    """
    found: dict[Kind, str] = {}
    is_question = sentence.rstrip("*_ ").endswith("?")
    for part, is_proposal in proposed(sentence, language):
        for kind, words in () if _says("asks", part, language) else claims_in(part, language):
            is_no_claim = kind in COMPARED or _says("may_be", words, language)
            if not ((is_proposal or is_question) and is_no_claim):
                found.setdefault(kind, words)
    return found


def happened(sentence: str, language: str) -> str:
    """Return the first words that say what happened or why, or "".

    What is left open, asked or denied did not happen. Words that only compare are none either:
    "stöd som kommer tidigare gör större nytta".
    """
    if leaves_open(sentence, language) or denies(sentence, language) or sentence.rstrip("*_ ").endswith("?"):
        return ""
    said = (part for part, is_proposal in proposed(sentence, language) if not is_proposal)
    found = (_phrases("happened", language).search(part) for part in said if not _says("asks", part, language))
    return next((match[0] for match in found if match is not None), "")


def proposed(sentence: str, language: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a sentence, and whether each says what should or may be.

    What follows on a proposal belongs to it, up to a reason: "more can be shown, and the answers
    become more certain", but "the team should stay, since more know of it".
    """
    first = re.search(r"\w+", sentence)
    is_proposal = first is not None and first[0].lower() in listed("claim_words.urges", language)
    for part in parts_of(sentence):
        gives_reason = _phrases("reasons", language).search(part) is not None
        is_proposal = not gives_reason and (is_proposal or _says("proposes", part, language))
        yield part, is_proposal


def parts_of(sentence: str) -> list[str]:
    """Return the parts of a sentence, between its commas and the like, without places."""
    return [part for part in _BETWEEN.split(outside(sentence)) if part.strip()]


def leaves_open(sentence: str, language: str) -> bool:
    """Tell whether a sentence says that something is not known."""
    return _says("open", outside(sentence), language)


def denies(sentence: str, language: str) -> bool:
    """Tell whether a sentence says "not"."""
    words = _without_what_claims_nothing(outside(sentence), language)
    return _says("denied", words, language)


def listed(name: str, language: str) -> list[str]:
    """Return the phrases that the catalogue lists with commas between."""
    words = " ".join(say(Message(name), language).split())
    return words.split(", ") if words else []


def any_of(phrases: list[str]) -> str:
    """Return a pattern of any of some phrases, the longest first."""
    return "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))


def _without_what_claims_nothing(words: str, language: str) -> str:
    return _phrases(_NO_CLAIM, language).sub(" ", words)


def _says(name: str, words: str, language: str) -> bool:
    return _phrases(name, language).search(words) is not None


@cache
def _phrases(name: str, language: str) -> re.Pattern[str]:
    found = [_as_pattern(phrase, language) for phrase in listed(f"claim_words.{name}", language)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)", re.IGNORECASE)


@cache
def _reader(language: str) -> _Reader:
    entries: list[tuple[str, Kind | None]] = [(words, None) for words in listed(f"claim_words.{_NO_CLAIM}", language)]
    entries += [(words, kind) for kind in Kind for words in listed(f"claim_words.{kind}", language)]
    entries.sort(key=lambda entry: len(entry[0]), reverse=True)
    # "Hos alla steg oron": what is measured stands behind a verb.
    unless = rf"(?!\s+(?:{any_of(listed('claim_words.what', language))})(?!\w))"
    groups = [f"({_as_pattern(words, language)}{unless if kind is None else ''})" for words, kind in entries]
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)", re.IGNORECASE)
    return _Reader(pattern, tuple(kind for _, kind in entries))


def _as_pattern(phrase: str, language: str) -> str:
    """Return a listed phrase as a pattern, with the lists that it names and words between."""
    pattern = ""
    for place, piece in enumerate(_TOKEN.split(phrase)):
        if place % 2:
            pattern += f"(?:{any_of(listed(f'claim_words.{piece}', language))})"
        else:
            pattern += re.escape(piece).replace("…", _SOME_WORDS)
    return pattern


def _moved(part: str, language: str) -> str:
    """Return a verb and what it moves, where something else stands first that moves it, or ""."""
    verbs, things, opens, joins = (
        listed(f"claim_words.{name}", language) for name in ("moved", "what", "opens", "joins")
    )
    if not verbs:
        return ""
    moves = re.compile(rf"(?<!\w)(?:{any_of(verbs)})\s+(?:{any_of(things)})(?!\w)", re.IGNORECASE)
    for match in moves.finditer(part):
        before = re.split(rf"(?<!\w)({any_of(joins)})(?!\w)", part[: match.start()], flags=re.IGNORECASE)
        words = before[-1].split()
        is_moved = bool(words) and words[0].lower() not in opens
        if is_moved or (not words and len(before) > 1):
            return match[0]
    return ""

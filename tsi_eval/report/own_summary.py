"""The project's own overall words, under the sentence that is built by rule, never instead of it.

1. Each place is filled with what was released (`answer_words.py`). A place that has nothing to show
   says so.
2. Each sentence's words of claim are held against the answers of the questions in it: they may say
   no more than the design can, nor otherwise than the data show.

What does not hold is a problem (`faults`): a draft is printed with it, an approved report refused.

Example. "Fler söker själva ({self_referred.change})" holds where the data show that more do. Where
it can't be decided, "fler" is a problem, and "om fler söker vet vi inte ({self_referred.verdict})"
is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from tsi_eval.errors import Problem
from tsi_eval.findings import Claim
from tsi_eval.findings.released import Released, ReleasedFinding
from tsi_eval.language import LANGUAGES, Message
from tsi_eval.own_words import MARK, SUMMARY, Kind, Place, claims, denies, leaves_open, places, sentences
from tsi_eval.report.answer_words import said_in_place, shows, verdict
from tsi_eval.report.overall import MOVED, UNWANTED, WANTED, moved_by
from tsi_eval.report.parts import bullets, plain
from tsi_eval.report.sentences import headlines, leaves_out_nothing
from tsi_eval.report.words import Words

# What the data must show, and the weakest claim of a design, for a word of each kind.
_DECIDED = frozenset({WANTED, UNWANTED, MOVED})
_NEEDS = {
    Kind.CAUSE: (_DECIDED, Claim.CAUSED),
    Kind.ROSE: (_DECIDED, Claim.CHANGED),
    Kind.FELL: (_DECIDED, Claim.CHANGED),
    Kind.MORE: (_DECIDED, Claim.DIFFERS),
    Kind.LESS: (_DECIDED, Claim.DIFFERS),
    Kind.BETTER: (frozenset({WANTED}), Claim.DIFFERS),
    Kind.WORSE: (frozenset({UNWANTED}), Claim.DIFFERS),
}
_SIGNS = {Kind.ROSE: 1, Kind.MORE: 1, Kind.FELL: -1, Kind.LESS: -1}
_STRENGTH = tuple(Claim)
# Stands for a place while the words around it are made safe.
_BETWEEN = "\0"


def own_summary(words: Words) -> str:
    """Return the project's own words in Markdown, with their places filled, or "".

    In a draft they are followed by what must be mended.
    """
    text = _text(words)
    if not text:
        return ""
    said = [f"**{words.say('own.title')}** {_filled(words, text)}"]
    if problems := list(_faults(words)):
        left = bullets(plain(" ".join(problem.lines(words.language)[0].split())) for problem in problems)
        said.append(f"{words.say('own.to_mend')}\n\n{left}")
    return "\n\n".join(said)


def faults(released: Released) -> Iterator[Problem]:
    """Yield what the project's own words claim too much (E417), and what they can't show (E418)."""
    for language in LANGUAGES:
        yield from _faults(Words(released, language))


def _text(words: Words) -> str:
    return words.released.cover.texts.get(words.language, {}).get(SUMMARY, "").strip()


def _filled(words: Words, text: str) -> str:
    """Return the words, safe in Markdown, with what stands in each place."""
    between = plain(MARK.sub(_BETWEEN, text.replace(_BETWEEN, ""))).split(_BETWEEN)
    held = [_said(words, place) or words.say("own.not_shown") for place in places(text)]
    return "".join(part for pair in zip(between, [*held, ""], strict=True) for part in pair)


def _said(words: Words, place: Place) -> str:
    return said_in_place(words, words.released.finding(place.question), place.word)


def _faults(words: Words) -> Iterator[Problem]:
    file = f"texts/{words.language}/{SUMMARY}.md"
    text = _text(words)
    for place in places(text):
        if not _said(words, place):
            yield Problem(code="E418", params={"file": file, "name": place.written})
    for sentence in sentences(text):
        for question in dict.fromkeys(place.question for place in places(sentence)):
            finding = words.released.finding(question)
            claim = Message(f"claim.{finding.claim}.word")
            where = {"file": file, "question": question, "verdict": verdict(words, finding)}
            for word in _misfits(words, finding, sentence):
                yield Problem(code="E417", params={**where, "word": word, "claim": claim})


def _misfits(words: Words, finding: ReleasedFinding, sentence: str) -> Iterator[str]:
    """Yield the words of claim in a sentence that an answer does not bear.

    A sentence that says that something is not known may have any of them of what is not decided,
    and words of cause of anything. What "not" denies can't be told, so that no answer bears it.
    """
    is_open, is_denied = leaves_open(sentence, words.language), denies(sentence, words.language)
    is_decided = shows(words, finding) in _DECIDED
    for kind, word in claims(sentence, words.language).items():
        if is_open and (kind is Kind.CAUSE or not is_decided):
            continue
        if (is_denied and not is_open) or not _bears(words, finding, kind):
            yield word


def _bears(words: Words, finding: ReleasedFinding, kind: Kind) -> bool:
    shown, weakest = _NEEDS[kind]
    if shows(words, finding) not in shown or _STRENGTH.index(finding.claim) < _STRENGTH.index(weakest):
        return False
    sign = _SIGNS.get(kind)
    told = [item for item in headlines(finding) if item.status == "shown" and leaves_out_nothing(item)]
    return sign is None or all(moved_by(item) * sign > 0 for item in told)

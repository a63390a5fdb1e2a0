"""Asking a design that is no part of the package, and looking at what it answers before it is used.

The package's designs are held to their promises by tests. Somebody else's is held to the same when
it is asked: it answers with a finding of its own, all words that it uses are there, and each of its
numbers names everybody whom it rests on (`basis.py`, `outside.py`). The text of an error in it is
never passed on, since it may hold a person's value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from tsi_eval.analysis.basis import every_change, tried
from tsi_eval.analysis.outside import outside
from tsi_eval.designs.behind import with_those_behind
from tsi_eval.errors import DeclarationError, Param, Problem, TsiError
from tsi_eval.findings import Finding
from tsi_eval.language import has_sentence, with_own
from tsi_eval.pilot.declaration import Question
from tsi_eval.pilot.own_designs import CRASHES, broken, is_own, wrong
from tsi_eval.study import Study

_MOST_NAMED = 3


def lacking(question: Question, study: Study) -> tuple[Problem, ...]:
    """Return what a question's design lacks; that it failed is a problem too (E466)."""
    if not is_own(type(question.design)):
        return question.design.lacks(study)
    try:
        return question.design.lacks(study)
    except TsiError:
        raise
    except CRASHES as error:
        return (broken(question.id, question.design, error),)


def answered(question: Question, study: Study, earlier: Mapping[str, Finding]) -> Finding:
    """Return what a question's design answers.

    Args:
        question: The question.
        study: What it is asked of.
        earlier: The findings of other questions.

    Raises:
        DeclarationError: A design that is no part of the package failed or answered with something
            else than a finding of its own (E466), uses words that it doesn't have (E465), or does
            not name everybody whom its numbers rest on (E467).
        DataError: What the design's own `answer` refuses.
    """
    if not is_own(type(question.design)):
        return question.design.answer(study, earlier)
    try:
        return _held_to_its_promises(question, study, earlier)
    except TsiError:
        raise
    except CRASHES as error:
        raise DeclarationError(broken(question.id, question.design, error)) from None


def _held_to_its_promises(question: Question, study: Study, earlier: Mapping[str, Finding]) -> Finding:
    design = question.design
    found: object = design.answer(study, earlier)
    if not isinstance(found, Finding):
        raise DeclarationError(wrong(question.id, design, found, "answer"))
    if {found.design, *(item.design for item in found.every_estimate())} != {design.name}:
        # Under another design's name its sentences would be said, which claim other things.
        raise DeclarationError(wrong(question.id, design, found, "design"))
    with with_own(design.words):
        if missing := tuple(dict.fromkeys(key for key in _words_of(found, design.words) if not has_sentence(key))):
            raise _refused(question, "E465", names=", ".join(missing))
    found = with_those_behind(found, study, allowed=bool(getattr(design, "clusters", "")))
    changes = chain(every_change(design, study), outside(study, found))
    if unnamed := tried(design, study, found, earlier, changes).unnamed:
        numbers = "; ".join(", ".join(filter(None, mark)) for mark in unnamed[:_MOST_NAMED])
        raise _refused(question, "E467", numbers=numbers, count=len(unnamed))
    return found


def _words_of(found: Finding, own: Mapping[str, object]) -> Iterator[str]:
    """Yield the keys of all words without which a finding can't be said."""
    if found.feasibility.reason is not None:
        yield found.feasibility.reason.key
    yield from (caveat.key for caveat in found.caveats)
    for item in found.every_estimate():
        name = f"method.{item.method}.name"
        yield name
        if name in own:
            yield f"method.{item.method}.text"
        if item.note:
            yield f"note.{item.note}"


def _refused(question: Question, code: str, **params: Param) -> DeclarationError:
    return DeclarationError(
        Problem(code=code, params={"question": question.id, "design": question.design.name, **params})
    )

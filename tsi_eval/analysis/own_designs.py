"""Asking a design that is no part of the package, and looking at what it answers before it is used.

The package's designs are held to their promises by tests. Somebody else's is held to the same when
it is asked: it answers with a finding, each of its methods has words, and each of its numbers names
everybody whom it rests on (`basis.py`). The text of an error in it is never passed on, since it may
hold a person's value.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from pathlib import Path

from tsi_eval.analysis.basis import tried
from tsi_eval.errors import DeclarationError, Param, Problem, TsiError
from tsi_eval.findings import Finding
from tsi_eval.language import has_sentence, with_own
from tsi_eval.pilot.declaration import Question
from tsi_eval.pilot.own_designs import is_own
from tsi_eval.study import Study

_MOST_NAMED = 3


def answered(question: Question, study: Study, earlier: Mapping[str, Finding]) -> Finding:
    """Return what a question's design answers.

    Args:
        question: The question.
        study: What it is asked of.
        earlier: The findings of other questions.

    Raises:
        DeclarationError: A design that is no part of the package failed or answered with something
            else (E466), names a method that has no words (E465), or does not name everybody whom
            its numbers rest on (E467).
        DataError: What the design's own `answer` refuses.
    """
    if not is_own(type(question.design)):
        return question.design.answer(study, earlier)
    try:
        found: object = question.design.answer(study, earlier)
    except TsiError:
        raise
    except Exception as error:  # noqa: BLE001  its text may hold a person's value
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        raise _refused(question, "E466", kind=type(error).__name__, place=place) from None
    if not isinstance(found, Finding):
        raise _refused(question, "E466", kind=type(found).__name__, place="answer")
    _check_words(question, found)
    if unnamed := tried(question.design, study, found, earlier).unnamed:
        numbers = "; ".join(", ".join(filter(None, mark)) for mark in unnamed[:_MOST_NAMED])
        raise _refused(question, "E467", numbers=numbers, count=len(unnamed))
    return found


def _check_words(question: Question, found: Finding) -> None:
    with with_own(found.words):
        methods = sorted({item.method for item in found.every_estimate()})
        missing = [name for name in methods if not has_sentence(f"method.{name}.name")]
    if missing:
        raise _refused(question, "E465", names=", ".join(map(str, missing)))


def _refused(question: Question, code: str, **params: Param) -> DeclarationError:
    return DeclarationError(
        Problem(code=code, params={"question": question.id, "design": question.design.name, **params})
    )

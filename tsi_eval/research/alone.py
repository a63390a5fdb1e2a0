"""Findings of a study that no pilot declared, as a report needs them: with a cover and questions.

Worked example. `PrePost(outcome="score", before="T0", after="T1").answer(study)` is a finding of
the design `pre_post`, of no question. Here it becomes the only question of a pilot called "own"; it
is exploratory, since nobody declared it before the data, and its text is what the design answers.
Its labels are those of the study.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, get_args

from tsi_eval.analysis.asking import stamped
from tsi_eval.analysis.cover import asked, installed
from tsi_eval.analysis.delivery import received
from tsi_eval.errors import Problem, UsageError
from tsi_eval.findings import Asked, Cover, Finding, Findings, Kind, Measured, Provenance
from tsi_eval.findings.cover import NO_TEXT
from tsi_eval.findings.shown import Source
from tsi_eval.language import LANGUAGES, Message, Text, has_sentence, say
from tsi_eval.pilot.declaration import DataKind, PolicyName
from tsi_eval.pilot.pilot_study import PilotStudy
from tsi_eval.study import Study

PILOT = "own"
Found = Finding | Iterable[Finding] | Mapping[str, Finding]


def alone(
    found: Found, *, policy: str, data: str, title: Text | str | None = None, day: date | None = None
) -> Findings:
    """Return findings with all that a pilot would have declared.

    Args:
        found: A finding, several, or several by the question that each answers.
        policy: The disclosure policy's id.
        data: "synthetic", "public" or "real".
        title: The title, in one language or both.
        day: The date of the report; unless given, today.

    Raises:
        UsageError: Something is no finding, or there is none (E473), or there is no such policy or
            kind of data (E471).
    """
    _one_of("policy", policy, get_args(PolicyName))
    _one_of("data", data, get_args(DataKind))
    questions = tuple(_questions(found))
    day = day or date.today()  # noqa: DTZ011  the day on the researcher's own wall
    sources = _sources(finding for _, finding in questions)
    return Findings(
        cover=Cover(
            pilot=PILOT,
            title=both(title) if title else _title(),
            summary=NO_TEXT,
            municipality="",
            period=NO_TEXT,
            data=data,
            policy=policy,
            report_date=day,
            labels={name: words for source in sources for name, words in source.words().items()},
            questions=tuple(_asked(text, finding, day) for text, finding in questions),
            texts={},
            source=NO_TEXT,
            words={key: text for _, finding in questions for key, text in finding.words.items()},
        ),
        findings=(*(finding for _, finding in questions), _receipt(sources)),
        provenance=Provenance(declaration_sha256="", declared=day, data={}, data_hash="sha256", versions=installed()),
        measured=_measured(sources, questions),
    )


def both(words: Text | str) -> Text:
    """Return words in both languages; words in one are said in both."""
    return words if isinstance(words, Text) else Text(sv=words, en=words)


def _title() -> Text:
    return Text(**{language: say(Message("research.title"), language) for language in LANGUAGES})


def _questions(found: Found) -> Iterator[tuple[str, Finding]]:
    """Yield each finding with its question in words, or ""; each gets an id of its own."""
    given: Any = found.items() if isinstance(found, Mapping) else (("", item) for item in _several(found))
    seen: set[str] = set()
    for text, finding in given:
        if not isinstance(finding, Finding):
            raise UsageError(Problem(code="E473", params={"got": type(finding).__name__}))
        name = finding.question or finding.design
        while name in seen:
            name = f"{finding.design}_{len(seen) + 1}"
        seen.add(name)
        yield text, _each_alone(finding if finding.question == name else stamped(finding, name))
    if not seen:
        raise UsageError(Problem(code="E473", params={"got": "–"}))


def _each_alone(finding: Finding) -> Finding:
    """Return a finding which says that each person is taken for somebody else, where that is so."""
    study = finding.source
    if not isinstance(study, Study) or isinstance(study, PilotStudy) or study.together:
        return finding
    if not any(cell.members for item in finding.estimates for cell in item.basis if cell.kind is Kind.PERSON):
        return finding
    return replace(finding, caveats=(*finding.caveats, Message("caveat.each_alone")))


def _several(found: Any) -> Iterable[Any]:
    # A frame or a text can be gone through as well, and holds no findings.
    return found if isinstance(found, (Sequence, Iterator)) and not isinstance(found, str) else (found,)


def _asked(text: str, finding: Finding, day: date) -> Asked:
    declared = _declared(finding)
    if declared is not None and not text:
        return declared
    words = both(text) if text else _usual_question(finding)
    return Asked(
        id=finding.question,
        text=words,
        design=finding.design,
        direction="none",
        role="undeclared",
        declared=day,
        short=words,
    )


def _declared(finding: Finding) -> Asked | None:
    """Return the question as its pilot declared it, where the finding is a pilot's."""
    source = finding.source
    if not isinstance(source, PilotStudy):
        return None
    question = next((item for item in source.pilot.questions if item.id == finding.question), None)
    return None if question is None else asked(question, source.pilot)


def _usual_question(finding: Finding) -> Text:
    """Return what the finding's design answers, and of which outcome."""
    outcome = next((item.outcome for item in finding.estimates if item.outcome), "")
    words = {} if finding.source is None else finding.source.words()
    label = words.get(outcome, both(outcome))
    key = f"choice.{finding.design}.answers"
    plain = both(finding.design)
    said = {
        language: say(Message(key), language) if has_sentence(key) else plain.in_language(language)
        for language in LANGUAGES
    }
    named = {language: f"{said[language]} ({label.in_language(language)})" for language in LANGUAGES}
    return Text(**(named if outcome else said))


def _sources(findings: Iterable[Finding]) -> tuple[Source, ...]:
    """Return the studies behind findings, each once."""
    return tuple({id(item.source): item.source for item in findings if item.source is not None}.values())


def _receipt(sources: tuple[Source, ...]) -> Finding:
    """Return what was delivered: nothing, but for a pilot's own study."""
    one = sources[0] if len(sources) == 1 else None
    return received(one if isinstance(one, PilotStudy) else Study(outcomes={}, receipt=(), data_hashes={}))


def _measured(sources: tuple[Source, ...], questions: Iterable[tuple[str, Finding]]) -> tuple[Measured, ...]:
    own = (item for _, finding in questions for item in finding.measured)
    return (*(item for source in sources for item in source.all_measured()), *own)


def _one_of(argument: str, given: str, known: tuple[str, ...]) -> None:
    if given not in known:
        params = {"argument": argument, "name": str(given), "known": ", ".join(known)}
        raise UsageError(Problem(code="E471", params=params))

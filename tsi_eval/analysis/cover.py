"""What the report may know of the pilot, and where the findings come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.metadata import version

from tsi_eval.findings import Asked, Cover, Provenance
from tsi_eval.pilot.declaration import Pilot, Question
from tsi_eval.pilot.declared_labels import labels_in
from tsi_eval.pilot.own_designs import code_of
from tsi_eval.pilot.pilot_study import PilotStudy
from tsi_eval.pilot.words_for_ids import words_for_ids

PACKAGES = ("tsi_eval", "numpy", "pandas", "scipy")


def cover_of(pilot: Pilot) -> Cover:
    """Return what a report may know of its pilot: titles, words and questions."""
    return Cover(
        pilot=pilot.id,
        title=pilot.title,
        summary=pilot.summary,
        municipality=pilot.municipality,
        period=pilot.period,
        data=pilot.data,
        policy=pilot.policy,
        report_date=pilot.report_date,
        labels=words_for_ids(pilot),
        questions=tuple(asked(question, pilot) for question in pilot.questions),
        texts=pilot.texts,
        source=pilot.source,
        status=pilot.status,
        approved_by=pilot.approved_by,
        imprint=pilot.imprint,
        words=pilot.own_words,
    )


def asked(question: Question, pilot: Pilot) -> Asked:
    """Return a question as its report shows it."""
    return Asked(
        id=question.id,
        text=question.text,
        design=question.design.name,
        direction=question.direction,
        role=question.role,
        declared=pilot.declared,
        short=question.short or question.text,
        groups=tuple(_groups(question, pilot)),
    )


def _groups(question: Question, pilot: Pilot) -> Iterator[str]:
    """Yield the groups that are declared of the columns that divide the answer.

    They go by what is declared alone, so that they say nothing of who is in the files: those that
    have a label come first, in its order.
    """
    for column in question.design.needs.groups_of:
        labelled = [name for name in pilot.labels if name.startswith(f"{column}=")]
        translated = sorted(f"{column}={value}" for value in labels_in(pilot.sources, column))
        yield from dict.fromkeys([*labelled, *translated])


def provenance_of(study: PilotStudy) -> Provenance:
    """Return what the findings are made from: hashes, versions, and the declaration's date."""
    return Provenance(
        declaration_sha256=study.pilot.declaration_sha256,
        declared=study.pilot.declared,
        data=study.data_hashes,
        data_hash="hmac-sha256" if study.pilot.data == "real" else "sha256",
        versions=installed(),
        designs=code_of(study.pilot.folder, (question.design for question in study.pilot.questions)),
    )


def installed() -> Mapping[str, str]:
    """Return the packages that numbers come from, each with its version."""
    return {name: version(name) for name in PACKAGES}

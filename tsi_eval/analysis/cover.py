"""What the report may know of the pilot, and where the findings come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.metadata import version

from tsi_eval.economics import Price
from tsi_eval.findings import Asked, Cover, Provenance
from tsi_eval.language import Text
from tsi_eval.pilot.declaration import Pilot, Question
from tsi_eval.pilot.declared_labels import labels_in
from tsi_eval.pilot.pilot_study import PilotStudy

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
        labels=_labels(pilot),
        questions=tuple(_asked(question, pilot) for question in pilot.questions),
        texts=pilot.texts,
        source=pilot.source,
        status=pilot.status,
        approved_by=pilot.approved_by,
        imprint=pilot.imprint,
    )


def _asked(question: Question, pilot: Pilot) -> Asked:
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


def _labels(pilot: Pilot) -> Mapping[str, Text]:
    """Return words for ids: of outcomes, schools and prices, and the pilot's own, which win."""
    outcomes = {name: outcome.label for name, outcome in pilot.outcomes.items()}
    units_of_outcomes = {f"unit:{name}": outcome.unit for name, outcome in pilot.outcomes.items()}
    sources_of_spreads = {
        f"reference:{name}": outcome.reference for name, outcome in pilot.outcomes.items() if outcome.reference.sv
    }
    schools = {f"unit={unit.id}": unit.label for unit in pilot.units}
    return {
        **outcomes,
        **units_of_outcomes,
        **sources_of_spreads,
        **schools,
        **_labels_of_prices(_prices_used(pilot)),
        **pilot.labels,
    }


def _prices_used(pilot: Pilot) -> Mapping[str, Price]:
    """Return the prices that a question needs, in the pilot's order."""
    needed = {name for question in pilot.questions for name in question.design.needs.prices}
    return {name: price for name, price in pilot.prices.items() if name in needed}


def _labels_of_prices(prices: Mapping[str, Price]) -> Mapping[str, Text]:
    labels = {f"price={name}": price.label for name, price in prices.items()}
    units = {f"unit:price={name}": price.unit for name, price in prices.items()}
    origins = {f"source:price={name}": _origin(price) for name, price in prices.items()}
    return {**labels, **units, **origins}


def _origin(price: Price) -> Text:
    """Return where a price comes from, with its note.

    The word ASSUMPTION, with which a pilot marks a price without a source, is said in Swedish too.
    """
    sv, en = (f"{price.source}: {note}".strip(" :") for note in (price.note.sv, price.note.en))
    return Text(sv=sv.replace("ASSUMPTION", "ANTAGANDE"), en=en)


def provenance_of(study: PilotStudy) -> Provenance:
    """Return what the findings are made from: hashes, versions, and the declaration's date."""
    return Provenance(
        declaration_sha256=study.pilot.declaration_sha256,
        declared=study.pilot.declared,
        data=study.data_hashes,
        data_hash="hmac-sha256" if study.pilot.data == "real" else "sha256",
        versions={name: version(name) for name in PACKAGES},
    )

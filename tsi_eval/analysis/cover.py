"""What the report may know of the pilot, and where the findings come from."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version

from tsi_eval.economics import Price
from tsi_eval.findings import Asked, Cover, Provenance
from tsi_eval.language import Text
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.pilot.pilot_study import PilotStudy

PACKAGES = ("tsi_eval", "numpy", "pandas", "scipy")


def cover_of(pilot: Pilot) -> Cover:
    """Return titles, words and questions: what a report may know of its pilot."""
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
        questions=tuple(
            Asked(
                id=item.id,
                text=item.text,
                design=item.design.name,
                direction=item.direction,
                role=item.role,
                declared=pilot.declared,
                short=item.short or item.text,
            )
            for item in pilot.questions
        ),
        texts=pilot.texts,
        source=pilot.source,
        status=pilot.status,
        approved_by=pilot.approved_by,
    )


def _labels(pilot: Pilot) -> Mapping[str, Text]:
    outcomes = {name: outcome.label for name, outcome in pilot.outcomes.items()}
    units = {f"unit:{name}": outcome.unit for name, outcome in pilot.outcomes.items()}
    schools = {f"unit={unit.id}": unit.label for unit in pilot.units}
    used = {name for question in pilot.questions for name in question.design.needs.prices}
    prices = {f"price={name}": price.label for name, price in pilot.prices.items() if name in used}
    each = {f"unit:price={name}": price.unit for name, price in pilot.prices.items() if name in used}
    origin = {f"source:price={name}": _origin(price) for name, price in pilot.prices.items() if name in used}
    return {**outcomes, **units, **schools, **prices, **each, **origin, **pilot.labels}


def _origin(price: Price) -> Text:
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

"""The scales of a pilot's questionnaires, as outcomes like any other."""

from __future__ import annotations

from tsi_eval.errors import Problem, TsiError
from tsi_eval.instruments import InstrumentKey, Reference, Scale, instrument
from tsi_eval.language import Text
from tsi_eval.pilot.source import Source
from tsi_eval.study import Outcome

POINTS = Text(sv="poäng", en="points")
SHARE = Text(sv="andel", en="share")
NOTHING = Text(sv="", en="")


def scale_outcomes(sources: tuple[Source, ...], problems: list[Problem]) -> dict[str, Outcome]:
    """Return the scales of every questionnaire as outcomes.

    A scale goes from the least to the most points that its items can give, or is 0 or 1.
    """
    found: dict[str, Outcome] = {}
    for source in sources:
        if source.instrument is None:
            continue
        try:
            key = instrument(source.instrument.key)
        except TsiError as error:
            problems.extend(error.problems)
            continue
        found |= {f"{source.instrument.prefix}_{scale.id}": _outcome(key, scale) for scale in key.scales}
    return found


def _outcome(key: InstrumentKey, scale: Scale) -> Outcome:
    n_items = {item.id: len(item.items) for item in key.scales}
    answers = len(scale.items) or sum(n_items[part] for part in scale.parts)
    low, high = (0, 1) if scale.rule == "count" else (answers * key.item_minimum, answers * key.item_maximum)
    reference = key.references.get(scale.id)
    return Outcome(
        # A sentence says it as it stands: "svårigheter totalt (SDQ, föräldrar) sjönk".
        label=Text(sv=f"{scale.label.sv} ({key.label.sv})", en=f"{scale.label.en} ({key.label.en})"),
        unit=SHARE if scale.rule == "count" else POINTS,
        minimum=low,
        maximum=high,
        sd=reference.sd if reference else None,
        reliability=reference.retest if reference else None,
        reference=_origin(reference) if reference else NOTHING,
    )


def _origin(reference: Reference) -> Text:
    """Return whose values they are, and who has published them; "et al." is Swedish in Swedish."""
    in_swedish = reference.source.replace("et al.", "m.fl.")
    return Text(sv=f"{reference.population.sv} ({in_swedish})", en=f"{reference.population.en} ({reference.source})")

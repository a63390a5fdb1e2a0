"""Words for the ids of a study, as a report looks them up."""

from __future__ import annotations

from tsi_eval.economics import load_prices
from tsi_eval.language import Text
from tsi_eval.study import Outcome, Unit
from tsi_eval.study.labels import labels_of

SCORE = Outcome(label=Text(sv="Oro", en="Worry"), unit=Text(sv="poäng", en="points"))


def test_outcome_has_a_word_a_unit_and_a_source_where_it_has_one() -> None:
    norm = Outcome(label=SCORE.label, unit=SCORE.unit, reference=Text(sv="Källa", en="Source"))

    assert {"score": SCORE.label, "unit:score": SCORE.unit} == labels_of({"score": SCORE}, (), {})
    assert norm.reference == labels_of({"score": norm}, (), {})["reference:score"]


def test_school_and_price_have_theirs() -> None:
    name, price = next(iter(load_prices().items()))
    words = labels_of({}, (Unit(id="n", kind="school", label=Text(sv="Norra", en="North")),), {name: price})

    assert "Norra" == words["unit=n"].sv
    assert (price.label, price.unit) == (words[f"price={name}"], words[f"unit:price={name}"])
    assert words[f"source:price={name}"].en.startswith(price.source)

"""A method that disclosure control must recognise is its name, and knows why."""

from __future__ import annotations

import pytest

from tsi_eval.findings import Method, Trait, trait_of
from tsi_eval.language import has_sentence


@pytest.mark.parametrize(
    ("name", "trait"),
    [
        ("newcombe_paired", Trait.PAIRED),
        ("clustered_mean", Trait.PAIRED),
        ("newcombe_margins", Trait.MARGINS),
        ("imputed", Trait.FILLED_IN),
        ("planned", Trait.PUBLISHED),
    ],
)
def test_method_is_recognised_by_its_name(name: str, trait: Trait) -> None:
    assert trait is trait_of(name)
    assert trait is Method(name).trait
    assert name == f"{Method(name)}"


def test_every_trait_is_some_methods() -> None:
    assert set(Trait) == {method.trait for method in Method}


@pytest.mark.parametrize("name", ["wilson", "", "Imputed", "newcombe"])
def test_method_of_a_designs_own_has_no_trait(name: str) -> None:
    assert trait_of(name) is None


@pytest.mark.parametrize("method", Method)
def test_every_method_has_a_name_and_a_text(method: Method) -> None:
    assert has_sentence(f"method.{method}.name")
    assert has_sentence(f"method.{method}.text")

"""Identity numbers are found in documents, and other numbers stop no report.

The only valid number is the package's own test number; every other has a wrong check digit.
"""

from __future__ import annotations

import pytest

from tsi_eval.protect.scanning.identity_numbers import holds_identity_number


@pytest.mark.parametrize(
    "text",
    [
        "811228-9874",
        "811228-9875",
        "19811228-9875",
        "811228+9875",
        "811288-9872",
        "811228 9874",
        "19811228 9874",
        "19811228\u20139874",
        "811228 - 9874",
        "8112289874",
        "pnr198112289874x",
        "198112289874.0",
        "5,198112289874,7",
        "81-12-28-9874",
        "1981.12.28-9874",
        "19811228-T123",
        "19811228TF12",
        "1.98112289874e+11",
        "1.9811228987E+11",
    ],
)
def test_a_number_is_found(text: str) -> None:
    assert holds_identity_number(f"a {text} b")


@pytest.mark.parametrize(
    "text",
    [
        "8112289875",
        "198112289875",
        "0.8112289874",
        "8112289874 kr",
        "SEK 8112289874",
        "8112289874.55",
        "81 12 28 9874",
        "811228\n9874",
        "811328-9874",
        "2023-09-15 2024",
        "20261122T120000Z",
        "2.01e+11",
        "1.2345678e+11",
        "a8112289874f",
        "1 811 228 987",
        "070-123 45 67",
    ],
)
def test_another_number_is_left(text: str) -> None:
    assert not holds_identity_number(f"a {text} b")

"""A small file can't fill the memory."""

from __future__ import annotations

import gzip

import pytest

from tsi_eval.protect.scanning.limits import DEEPEST, Budget, NotLookedInto
from tsi_eval.protect.scanning.walk import Found, scan


def whys(content: bytes) -> set[str]:
    return {item.what for item in scan("a.gz", content) if not item.looked_into}


def test_what_grows_a_hundredfold_is_not_looked_into() -> None:
    assert {"grows"} == whys(gzip.compress(bytes(20_000_000)))


def test_what_grows_less_is_looked_into() -> None:
    assert () == scan("a.gz", gzip.compress(b"a " * 250_000))


def test_what_is_packed_in_many_layers_is_not_looked_into() -> None:
    content = b"x"
    for _ in range(DEEPEST + 1):
        content = gzip.compress(content)

    assert {"deep"} == whys(content)


@pytest.mark.parametrize("budget", [Budget(size=10), Budget(parts=0)])
def test_more_or_larger_parts_than_there_may_be_are_refused(budget: Budget) -> None:
    with pytest.raises(NotLookedInto) as error:
        budget.take(11)

    assert "large" == error.value.why


def test_a_file_that_is_too_large_is_not_looked_into(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tsi_eval.protect.scanning.walk.LARGEST_FILE", 3)

    assert (Found((), "large", looked_into=False),) == scan("a.csv", b"1234")

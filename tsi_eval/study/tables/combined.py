"""Labels that name two others of their column, such as "elev och vårdnadshavare".

What such a row counts may be counted in the rows of the two as well. Nobody can tell from the file
whether it is their sum or a third thing, such as a visit to which both came.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tsi_eval.study.spelling import folded

_JOINT = re.compile(r"\s*[+&/,]\s*|\s+(?:och|samt|eller|and|or)\s+")
_BOTH = re.compile(r"(?:både|båda|bägge|both)\s+")
# "elever" is "elev" with another end, and "föräldrar" and "förälder" have "föräld" in common.
_LONGEST_END = 3
_SHORTEST_STEM = 4
# A label of one part is no combination.
_FEWEST_PARTS = 2


def combined_labels(labels: Iterable[str]) -> frozenset[str]:
    """Return the labels that are put together of two or more others.

    Example:
        >>> sorted(combined_labels(["Elev", "Förälder", "Elever och föräldrar", "Råd och stöd"]))
        ['Elever och föräldrar']
    """
    plain = {label: folded(label) for label in labels}
    named: dict[str, set[str]] = {}
    for word in plain.values():
        for stem in _stems(word):
            named.setdefault(stem, set()).add(word)
    return frozenset(label for label, word in plain.items() if _names_others(word, named))


def _names_others(word: str, named: Mapping[str, set[str]]) -> bool:
    """Tell whether each part of a label is a label of its own, and they are not all the same one.

    Figures alone, such as those of "7+8", are left to the tables that know what they mean.
    """
    parts = [*filter(None, _JOINT.split(_BOTH.sub("", word)))]
    if len(parts) < _FEWEST_PARTS or not any(map(str.isalpha, "".join(parts))):
        return False
    found = [{label for stem in _stems(part) for label in named.get(stem, ())} - {word} for part in parts]
    return all(found) and len(set.union(*found)) >= _FEWEST_PARTS


def _stems(word: str) -> Iterator[str]:
    """Yield a word, and the word without the last letters that its other forms may lack."""
    yield word
    for cut in range(1, _LONGEST_END + 1):
        stem, end = word[:-cut], word[-cut:]
        if len(stem) < _SHORTEST_STEM or not end.isalpha() or not stem[-1].isalpha():
            return
        yield stem

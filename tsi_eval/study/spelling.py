"""One word or number in several spellings.

Three questions are asked of what people write. How does it look, once invisible signs are gone
(`as_seen`)? Is it the same word for everybody who reads it (`folded`)? And may it be meant as the
same (`alike` for labels, `spelled_apart` for identifiers)? Words of the first two kinds are taken
as one. Of the third kind nobody but the people themselves can know, so that they are asked.
"""

from __future__ import annotations

import re
import unicodedata

import pandas as pd

from tsi_eval.identifiers import INVISIBLE

_BLANK = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_DASH = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
# Zeros that begin a number, but for those of decimals.
_ZEROS = re.compile(r"(?<![\d.,])0+(?=\d)")
# A hyphen, blank or underscore within a word; between two figures it parts them.
_JOINT = re.compile(r"(?<=[^\W\d_])[-\s_]+(?=\w)|(?<=[^\W_])[-\s_]+(?=[^\W\d_])")
_GRADE = re.compile(r"^(?:åk|årskurs|klass|grade|year)\.?\s*(?=\d)")
_PARTING = r"[-\s_/]+"
_WHOLE_FLOAT = r"^(\d+)[.,]0+$"
# Signs around an identifier, such as brackets, quotation marks, a hash or a point.
_AROUND = r"^[\W_]+|[\W_]+$"
_CENTURY = r"^(?:19|20)(?=\d\d(?:-|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)))"


def as_seen(word: str) -> str:
    r"""Return a word as it looks: an å is one sign, and signs without a width are gone.

    Example:
        >>> as_seen("\u200bKorridor\u00a0 ")
        'Korridor'
    """
    if word.isascii():
        return word.strip()
    return _BLANK.sub(" ", INVISIBLE.sub("", unicodedata.normalize("NFC", word))).strip()


def folded(word: str) -> str:
    """Return what is the same for all spellings of one word.

    They differ in capitals, in how many blanks stand between, in what kind of dash it is, and in
    forms of a letter or figure, such as a full-width one.

    Example:
        >>> folded("Kommun/ Socialnämnden "), folded("kommun/  socialnämnden")
        ('kommun/ socialnämnden', 'kommun/ socialnämnden')
    """
    plain = INVISIBLE.sub("", unicodedata.normalize("NFKC", word))
    return " ".join(_DASH.sub("-", plain).split()).casefold()


def alike(label: str) -> str:
    """Return what two labels have in common that may be meant as one.

    Beside what `folded` leaves out, these differ in hyphens, blanks and underscores within words,
    in zeros before a number, and in the word before a grade.

    Example:
        >>> alike("Föräldra-möte") == alike("föräldramöte"), alike("åk 07") == alike("7")
        (True, True)
        >>> alike("7-8") == alike("78")
        False
    """
    return _ZEROS.sub("", _GRADE.sub("", _JOINT.sub("", folded(label))))


def spelled_apart(identifiers: pd.Series[str]) -> pd.Series[bool]:
    """Tell which identifiers another one may be a spelling of.

    Two are suspected when they differ in nothing but

    1. capitals, invisible signs, signs around them such as brackets, a hash or an apostrophe, the
       kind of sign between parts, or a ".0" that a spreadsheet added to a whole number;
    2. zeros before a number, so that one is longer than the other: "007" and "7";
    3. signs between parts, which one has and the other has not: "F-12" and "F12", but never "1-12"
       and "11-2";
    4. a century, which one has and the other has not: "2023-17" and "23-17".

    Args:
        identifiers: The identifiers, each once, and none of them missing.
    """
    apart = pd.Series(data=False, index=identifiers.index)
    for key, feature in _likenesses(identifiers):
        apart |= _differing(key, feature)
    return apart


def as_one(identifiers: pd.Series[str]) -> pd.Series[str]:
    """Return one spelling for all that may be of one identifier, which is the first by alphabet.

    Where two with parts would be one, such as "1-12" and "11-2" beside "112", each is kept.

    Args:
        identifiers: The identifiers, each once, and none of them missing.
    """
    first = pd.Series(range(len(identifiers)), identifiers.sort_values().index).sort_index()
    before = None
    while before is None or not first.equals(before):
        before = first
        for key, feature in _likenesses(identifiers):
            same = _differing(key, feature)
            first = first.mask(same, first.groupby(key).transform("min"))
    parted = _without_zeros(_plain(identifiers)).str.replace(_CENTURY, "", regex=True)
    several = parted.where(parted.str.contains("-", regex=False)).groupby(first).transform("nunique") > 1
    names = dict(enumerate(identifiers.sort_values()))
    return first.map(names).where(~several, identifiers)


def _plain(identifiers: pd.Series[str]) -> pd.Series[str]:
    """Return identifiers in small letters, with one sign between their parts, and none around them.

    A ".0" at the end is left out. One that is nothing but signs stays as it is.
    """
    plain = identifiers.map(folded).astype("str")
    bare = plain.str.replace(_AROUND, "", regex=True)
    plain = bare.where(bare != "", plain).str.replace(_PARTING, "-", regex=True)
    return plain.str.replace(_WHOLE_FLOAT, r"\1", regex=True)


def _likenesses(identifiers: pd.Series[str]) -> tuple[tuple[pd.Series[str], pd.Series], ...]:
    """Return pairs: what two have in common, and in what they must differ to be suspected."""
    plain = _plain(identifiers)
    bare, young = plain.str.replace("-", "", regex=False), plain.str.replace(_CENTURY, "", regex=True)
    return (
        (plain, pd.Series(range(len(plain)), plain.index)),
        (_without_zeros(plain), plain.str.len()),
        (_without_zeros(bare), plain.str.contains("-", regex=False)),
        (_without_zeros(young), young != plain),
    )


def _without_zeros(words: pd.Series[str]) -> pd.Series[str]:
    return words.str.replace(_ZEROS, "", regex=True)


def _differing(key: pd.Series[str], feature: pd.Series) -> pd.Series[bool]:
    """Return which words share their key with one whose feature is another."""
    shared = key.duplicated(keep=False)
    several = feature[shared].groupby(key[shared]).transform("nunique") > 1
    return several.reindex(key.index, fill_value=False)


def rarer_spellings(words: pd.Series[str]) -> pd.Series[bool]:
    """Tell which rows have a label in another spelling than the most common one.

    Of equally common spellings, the first in the alphabet is taken for the common one.
    """
    counts = words.value_counts()
    labels = pd.DataFrame({"label": counts.index, "count": counts.to_numpy()})
    labels["key"] = labels["label"].map(alike)
    ranked = labels.sort_values(["count", "label"], ascending=[False, True])
    return words.isin(set(ranked.loc[ranked.duplicated("key"), "label"]))

"""Every code with its three lines, in both languages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

TITLES = {"en": "Error codes", "sv": "Felkoder"}
INTRO = {
    "en": (
        "Every refusal has a code and three lines: what is wrong, where, and what to do. A word in braces is "
        "filled in when it is said, with the name of a file, a column or an option; never with a value of a person's "
        "row. All that is wrong with a delivery is said at once. [På svenska](errors_sv.md)."
    ),
    "sv": (
        "Allt som nekas har en kod och tre rader: vad som är fel, var, och vad du gör. Ett ord inom klammerparenteser "
        "fylls i när det sägs, med namnet på en fil, en kolumn eller ett val, aldrig med ett värde ur en persons rad. "
        "Allt som är fel i en leverans sägs på en gång. [In English](errors_en.md)."
    ),
}
MARKS = re.compile(r"([\\`*_\[\]<>|#$~])")
# Two hyphens become a dash, but not in code.
OPTION = re.compile(r"--[a-z]+")


def pages() -> Mapping[str, str]:
    """Return one page a language."""
    return {f"errors_{language}.md": "\n".join(_page(language)) for language in TITLES}


def codes(language: str) -> Mapping[str, Mapping[str, Any]]:
    """Return code → its words, as the catalogue has them."""
    text = (files("tsi_eval") / "language" / language / "errors.toml").read_text(encoding="utf-8")
    return {code: words for code, words in tomllib.loads(text).items() if re.fullmatch(r"E\d{3}", code)}


def _page(language: str) -> Iterator[str]:
    from tsi_eval.language import Message, say  # noqa: PLC0415  only pages that are made need it

    where, do = (say(Message(f"error.{key}"), language) for key in ("where", "do"))
    yield from (f"# {TITLES[language]}", "", INTRO[language], "")
    for code, words in sorted(codes(language).items()):
        yield from (f"({code.lower()}-{language})=", "", f"## {code}", "")
        yield f"**{plain(words['problem'])}**  "
        yield f"{where}: {plain(words['where'])}  "
        yield f"{do}: {plain(words['do'])}"
        yield ""


def plain(words: str | Mapping[str, str]) -> str:
    """Return a text as Markdown that shows it as it is.

    Of words for one and words for several, those for several are shown.
    """
    text = words if isinstance(words, str) else words["other"]
    return OPTION.sub(r"`\g<0>`", MARKS.sub(r"\\\1", text)).replace("\n", " ")

"""What a project lead has not written yet: words of the templates, and words in one language only.

`tsi-eval new` writes some words only to show where words belong, such as "Name of the
municipality". They are found by making the templates again, in both languages, so that no list of
them has to be kept:

1. the words on the cover, of which a pilot has its own: title, summary and municipality, and all
   that `[report]` says;
2. the words that say why or where from: `reason`, `source` and `reference`. Most of these stand
   behind a #, where they say nothing until somebody takes the # away;
3. the schools, which are invented. One that keeps both its name and its number of pupils is none of
   the pilot's own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from tsi_eval.errors import Problem
from tsi_eval.language import LANGUAGES, Text
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.pilot.files import FILES
from tsi_eval.pilot.imprint import KEY, missing_in
from tsi_eval.pilot.reading import toml_of

COVER = ("title", "summary", "municipality")
REASONS = ("reason", "source", "reference")
_REASON = re.compile(rf"\b(?:{'|'.join(REASONS)}) = (\{{[^{{}}]*\}})")
# The templates are the same on every day, but for the terms in their examples.
_DAY = date(2024, 8, 1)


def unfinished(pilot: Pilot) -> Iterator[Problem]:
    """Yield what still has to be written, with its file and place.

    That is words of the templates (E373), whose report it is (E404), and words and chapters in one
    language only (E377).
    """
    for file in FILES:
        for key, words in _words_in(toml_of(pilot.folder / file, []), ""):
            if words in _template_words()[_kind(key)]:
                yield Problem(code="E373", params={"file": file, "key": key, "words": words})
    for unit in pilot.units:
        if (unit.label, unit.pupils) in _template_units():
            yield Problem(code="E373", params={"file": "pilot.toml", "key": f"unit.{unit.id}", "words": unit.label.sv})
    yield from missing_in(pilot.imprint)
    yield from _one_language(pilot)
    yield from _chapters_in_one_language(pilot)


def _words_in(raw: Any, key: str) -> Iterator[tuple[str, str]]:
    """Yield every text of a TOML file with its key, such as "title.sv"."""
    if isinstance(raw, str):
        yield key, raw
    elif isinstance(raw, Mapping):
        for name, value in raw.items():
            yield from _words_in(value, f"{key}.{name}".lstrip("."))
    elif isinstance(raw, list):
        for item in raw:
            yield from _words_in(item, key)


def _kind(key: str) -> str:
    """Return the name that says what words are, such as "reason" of "options.matters.reason.sv"."""
    names = [name for name in key.split(".") if name not in LANGUAGES]
    if names[:1] == [KEY]:
        return KEY
    whole_key = len(names) == 1 and names[0] in COVER
    return names[-1] if names and (whole_key or names[-1] in REASONS) else ""


@cache
def _template_words() -> Mapping[str, frozenset[str]]:
    """Return the words that the templates hold only to show where words belong, by their kind."""
    found: dict[str, set[str]] = {name: set() for name in (*COVER, *REASONS, KEY, "")}
    for language in LANGUAGES:
        files = _templates(language)
        cover = tomllib.loads(files["pilot.toml"])
        for name in (*COVER, KEY):
            found[name].update(words for _, words in _words_in(cover[name], ""))
        for file in FILES:
            for reason in _REASON.findall(files[file]):
                words = {text for _, text in _words_in(tomllib.loads(f"words = {reason}"), "")}
                for name in REASONS:
                    found[name].update(words)
    return {name: frozenset(words) for name, words in found.items()}


@cache
def _template_units() -> tuple[tuple[Text, int | None], ...]:
    """Return the invented schools: what each is called, and how many pupils it has."""
    cover = tomllib.loads(_templates(LANGUAGES[0])["pilot.toml"])
    return tuple((Text(**unit["label"]), unit.get("pupils")) for unit in cover.get("unit", ()))


@cache
def _templates(language: str) -> Mapping[str, str]:
    """Return the files of a new pilot with every question."""
    from tsi_eval.pilot.new.templates import QUESTIONS  # noqa: PLC0415  brings Jinja
    from tsi_eval.pilot.new.texts import texts  # noqa: PLC0415

    return texts("pilot", QUESTIONS, language, _DAY).files


def _one_language(pilot: Pilot) -> Iterator[Problem]:
    """Yield words that are written in one language and left empty in the other (E377)."""
    for file, key, words in _words_for_readers(pilot):
        for language in LANGUAGES:
            if not words.in_language(language).strip() and (words.sv.strip() or words.en.strip()):
                yield Problem(code="E377", params={"file": file, "key": f"{key}.{language}"})


def _words_for_readers(pilot: Pilot) -> Iterator[tuple[str, str, Text]]:
    yield "pilot.toml", "source", pilot.source
    for name, label in pilot.labels.items():
        yield "pilot.toml", f"labels.{name}", label
    for outcome_id, outcome in pilot.outcomes.items():
        yield "sources.toml", f"outcome.{outcome_id}.label", outcome.label
        yield "sources.toml", f"outcome.{outcome_id}.unit", outcome.unit
    for question in pilot.questions:
        yield "questions.toml", f"{question.id}.text", question.text


def _chapters_in_one_language(pilot: Pilot) -> Iterator[Problem]:
    """Yield chapters that are missing in a language that has others.

    A pilot that writes in one language only has said so by its files, and lacks nothing.
    """
    written = {slot for slots in pilot.texts.values() for slot in slots}
    for language, slots in pilot.texts.items():
        for slot in sorted(written - set(slots)) if slots else ():
            yield Problem(code="E377", params={"file": f"texts/{language}/{slot}.md", "key": language})

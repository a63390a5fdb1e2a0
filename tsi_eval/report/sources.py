"""The sources that a report's texts cite, and no others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from tsi_eval.errors import Problem, ReportError
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.language import has_sentence
from tsi_eval.report.explained import messages_of
from tsi_eval.report.glossary import terms
from tsi_eval.report.on_paper import on_paper
from tsi_eval.report.parts import Chapter, Prose, bullets, plain
from tsi_eval.report.words import Words

BOX = "refs"
_CITED = re.compile(r"@([a-z]+\d{4})\b")


def methods(words: Words) -> tuple[str, ...]:
    """Return each method that made a number in the report, where the catalogue has a text on it.

    They stand in the order in which the report first uses them.
    """
    return _methods_of(
        estimate
        for finding in words.asked_findings()
        for _, estimate in finding.every_estimate()
        if estimate.status == "shown"
    )


def methods_on_paper(words: Words) -> tuple[str, ...]:
    """Return those of the methods that made a number which is printed."""
    return _methods_of(item for finding in words.asked_findings() for item in on_paper(words, finding))


def _methods_of(estimates: Iterable[ReleasedEstimate]) -> tuple[str, ...]:
    used = dict.fromkeys(estimate.method for estimate in estimates)
    return tuple(name for name in used if has_sentence(f"method.{name}.text"))


def references(words: Words) -> Chapter:
    """Return the chapter, empty when nothing is cited.

    A notebook shows the sources as they stand here; in a document citeproc writes them in the box.
    """
    keys = cited(words)
    if not keys:
        return Chapter(())
    heading = f"# {words.say('chapter.references')}\n\n{words.say('references.intro')}"
    return Chapter((Prose(markdown=heading), Prose(markdown=bullets(_lines(keys)), box=BOX)))


def cited(words: Words) -> tuple[str, ...]:
    """Return the keys of the sources that the report cites, in alphabetical order.

    Sources are cited by texts on methods, by caveats and by the glossary.

    Raises:
        ReportError: A question cites a source that the package does not hold (E283).
    """
    texts = [words.say(f"method.{name}.text") for name in methods(words)]
    doubts = [words.message(message) for finding in words.asked_findings() for message in messages_of(finding)]
    keys = cited_in([*texts, *doubts, *(means for _, means in terms(words))])
    if unknown := [key for key in _named(words) if key not in known()]:
        raise ReportError(
            Problem(code="E283", params={"name": ", ".join(unknown), "known": ", ".join(sorted(known()))})
        )
    return keys


def _named(words: Words) -> tuple[str, ...]:
    """Return the sources that caveats name, also where the numbers they explain are not shown."""
    return cited_in(words.message(message) for finding in words.released.findings for message in finding.caveats)


def cited_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the keys that texts cite."""
    return tuple(sorted({key for text in texts for key in _CITED.findall(text)}))


@cache
def known() -> Mapping[str, Mapping[str, Any]]:
    """Return every source that the package holds, by its key, as CSL JSON."""
    text = files("tsi_eval.report.formats").joinpath("references.json").read_text(encoding="utf-8")
    return {source["id"]: source for source in json.loads(text)}


def _lines(keys: Iterable[str]) -> Iterator[str]:
    for key in keys:
        source = known()[key]
        authors = ", ".join(name.get("family") or name["literal"] for name in source["author"])
        year = source["issued"]["date-parts"][0][0]
        home = source.get("container-title") or source.get("publisher") or source.get("URL", "")
        yield plain(f"{authors} ({year}). {source['title']}. {home}.")

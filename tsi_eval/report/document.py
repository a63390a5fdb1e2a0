"""One document out of an executed notebook: pandoc's Markdown, with its figures beside it.

The chapters left their parts among the notebook's outputs, each with metadata that says what it is
(`parts.py`). Here they are written in a row, and tables and figures get their numbers. A table with
two columns becomes

    ::: {.table #table-summary}
    | vilka | antal |
    | --- | ---: |
    | alla | 43 |

    : **Tabell 1.** Svaret i tal
    :::
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from tsi_eval.language import Message, say
from tsi_eval.report.correction import in_short
from tsi_eval.report.parts import METADATA, RECIPE, SCREEN, figure_caption
from tsi_eval.report.words import Words

# The box in which sources stand.
SOURCES = "refs"
# What a format itself has to say, and its key in the catalogue.
LABELS = {name: f"cover.{name}" for name in ("kind", "contents", "skip", "scroll", "fold", "formula", "brief", "rest")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What every output format is made from.

    Attributes:
        title: The title of the report.
        language: "sv" or "en".
        day: The declared date of the report.
        authors: Who wrote it, for what a file says of itself.
        markdown: The body, in pandoc's Markdown without raw HTML.
        figures: File name → SVG, named in the body as `figures/<name>`.
        phone: File name → SVG of the same figures drawn for a narrow window, or nothing.
        band: Words on top of every page, or "".
        facts: What stands on the cover under the title, as labels and texts, in order.
        labels: What the format itself has to say, such as the heading over the contents.
    """

    title: str
    language: str
    day: date
    markdown: str
    figures: Mapping[str, str] = field(repr=False)
    band: str
    facts: tuple[tuple[str, str], ...]
    labels: Mapping[str, str]
    authors: tuple[str, ...] = ()
    phone: Mapping[str, str] = field(default_factory=dict, repr=False)


def document_of(notebook: Mapping[str, Any], words: Words) -> Document:
    """Collect the outputs that a notebook's chapters left, and the texts that are printed.

    Whatever else a cell showed or printed is not part of the report.
    """
    outputs = [
        output
        for cell in notebook["cells"]
        for output in (_as_output(cell), *cell.get("outputs", ()))
        if METADATA in output.get("metadata", {})
    ]
    figures = {
        f"{about(output)['id']}.svg": str(output["data"]["image/svg+xml"])
        for output in outputs
        if _kind(output) == "figure"
    }
    cover = words.released.cover
    return Document(
        title=cover.title.in_language(words.language),
        language=words.language,
        day=cover.report_date,
        markdown="\n\n".join(_blocks(outputs, words.language)) + "\n",
        figures=figures,
        band=_band(words),
        facts=tuple(_facts(words)),
        labels={name: words.say(key) for name, key in LABELS.items()},
        authors=tuple(author.in_language(words.language) for author in cover.imprint.authors),
    )


def _as_output(cell: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a text cell as if its text had been shown."""
    is_text = cell.get("cell_type") == "markdown"
    return {"metadata": cell["metadata"], "data": {"text/markdown": cell["source"]}} if is_text else {}


def recipes_in(notebook: Mapping[str, Any]) -> list[str]:
    """Return the recipes that a notebook's outputs keep: those of figures."""
    outputs = (output for cell in notebook["cells"] for output in cell.get("outputs", ()))
    return [output["metadata"][RECIPE] for output in outputs if RECIPE in output.get("metadata", {})]


def with_phone(document: Document, drawings: Mapping[str, str]) -> Document:
    """Return the document with its figures drawn for phones too.

    Args:
        document: The document.
        drawings: Id → SVG; those of figures that the document has not are left out.
    """
    named = {f"{id_}.svg": svg for id_, svg in drawings.items()}
    return replace(document, phone={name: svg for name, svg in named.items() if name in document.figures})


def about(output: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a part says of itself: its kind, its id, its caption."""
    metadata: Mapping[str, Any] = output["metadata"][METADATA]
    return metadata


def _kind(output: Mapping[str, Any]) -> str:
    return str(about(output)["kind"])


def _blocks(outputs: list[Any], language: str) -> Iterator[str]:
    numbers = {"table": 0, "figure": 0}
    for output in outputs:
        kind, part = _kind(output), about(output)
        if kind in numbers and not part.get("fold"):
            numbers[kind] += 1
        if kind == "prose":
            yield _prose(str(output["data"]["text/markdown"]), str(part["box"]), str(part.get("id", "")))
        elif kind == "table":
            yield _table(part, str(part["rows"]), numbers[kind], language)
        else:
            yield _figure(part, numbers[kind], language)


def _prose(text: str, box: str, identifier: str) -> str:
    if box == SCREEN or identifier:
        heading, rest = text.partition("\n")[::2]
        return f"{heading} {{{f'#{identifier}' if identifier else f'.{SCREEN}'}}}\n{rest}"
    if box == SOURCES:
        # A notebook shows its sources in this box. In a document pandoc's citeproc writes them, as
        # it writes the citations.
        return f"::: {{#{SOURCES} .{SOURCES}}}\n:::"
    return f"::: {{{' '.join(f'.{name}' for name in box.split())}}}\n{text}\n:::" if box else text


def _table(part: Mapping[str, Any], rows: str, number: int, language: str) -> str:
    note = f"\n\n::: {{.note}}\n{part['note']}\n:::" if part["note"] else ""
    name, fold = f"**{say(Message('numbered.table', {'number': number}), language)}** ", ""
    if part["fold"]:
        # It is not printed, and has no number that would be missed on paper.
        name, fold = "", " .fold"
    return f"::: {{.table{fold} #table-{part['id']}}}\n{rows}\n\n: {name}{part['caption']}{note}\n:::"


def _figure(part: Mapping[str, Any], number: int, language: str) -> str:
    name = say(Message("numbered.figure", {"number": number}), language)
    alt = str(part["alt"]).replace("\\", "").replace('"', "”")
    caption = figure_caption(part["title"], part["subtitle"], part["source"], name)
    return f'![{caption}](figures/{part["id"]}.svg){{#{part["id"]} alt="{alt}"}}'


def _band(words: Words) -> str:
    """Return what stands on top of every page: what data these are, and for whom a draft is."""
    cover = words.released.cover
    bands = (
        words.say(f"band.{cover.data}"),
        words.say("band.internal") if cover.policy == "internal" else "",
        words.say("band.draft") if cover.is_draft else "",
        # Public data are in everybody's hands.
        words.say("band.kept") if cover.is_draft and cover.data != "public" else "",
    )
    return " ".join(band for band in bands if band)


def _facts(words: Words) -> Iterator[tuple[str, str]]:
    cover = words.released.cover
    if cover.municipality:
        yield words.say("cover.municipality"), cover.municipality
    if period := cover.period.in_language(words.language):
        yield words.say("cover.period"), period
    yield words.say("cover.date"), _dated(words)
    approved = words.say("cover.approved", name=cover.approved_by)
    yield words.say("cover.status"), words.say("cover.draft") if cover.is_draft else approved
    yield from _whose(words)
    yield words.say("cover.protection"), words.say(f"policy.{cover.policy}.name")
    if corrects := in_short(words):
        yield words.say("cover.corrects"), corrects
    if source := cover.source.in_language(words.language):
        yield words.say("cover.source"), source


def _dated(words: Words) -> str:
    version = words.released.cover.imprint.version
    return words.say("cover.version", date=words.date(), version=version) if version else words.date()


def _whose(words: Words) -> Iterator[tuple[str, str]]:
    """Yield who asked for the report, wrote it and answers for it, as far as the pilot says."""
    imprint, language = words.released.cover.imprint, words.language
    if commissioner := imprint.commissioner.in_language(language):
        yield words.say("cover.commissioner"), commissioner
    if imprint.authors:
        yield words.say("cover.authors"), "; ".join(author.in_language(language) for author in imprint.authors)
    if (contact := imprint.contact) is not None:
        said = (contact.name.in_language(language), contact.role.in_language(language), contact.email, contact.phone)
        yield words.say("cover.contact"), ", ".join(filter(None, said))

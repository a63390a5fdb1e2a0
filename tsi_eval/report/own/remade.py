"""From a recipe to its part, in the process of the cells and again in the one that writes files.

A part of released numbers is made of nothing but `released.json` and its author's words. A part
with content of its own passes only under the policies in OPEN, which protect nothing; whoever
reads it is told that the report has not examined it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tsi_eval.errors import Problem, UsageError
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.language import Message, with_own
from tsi_eval.report.dates import marks_of
from tsi_eval.report.figures import figure_of_chosen, phone_of_chosen
from tsi_eval.report.figures.chosen import Chosen
from tsi_eval.report.not_shown import instead_of_table, is_hidden, left_out
from tsi_eval.report.own.content import svg_of_png
from tsi_eval.report.own.keys import numbers, refused
from tsi_eval.report.own.recipe import Recipe
from tsi_eval.report.parts import Figure, Part, Prose, Table, capital, plain
from tsi_eval.report.result_tables import estimates_table, named
from tsi_eval.report.words import Words

# Policies that protect nothing, under which a notebook's own content passes.
OPEN = ("internal", "public")


def part_of(recipe: Recipe, words: Words) -> Part:
    """Return the part that a recipe describes, with nothing of the recipe that it is not made of.

    Raises:
        UsageError: A number is not among the released ones (E455), the caption is blank (E456), the
            numbers have no common scale (E457), or content is not let through or can't be shown
            (E458).
    """
    recipe = recipe.alone()
    if not recipe.caption or (recipe.kind == "own_figure" and not recipe.alt):
        raise UsageError(Problem(code="E456", params={"why": Message("own_study.why.blank")}))
    with with_own(words.released.cover.words):
        made = _chosen(recipe, words) if recipe.is_chosen else _own(recipe, words)
    return replace(made, recipe=recipe.text())


def phone_of(recipe: Recipe, words: Words) -> str:
    """Return the SVG of a recipe's figure for a narrow window, or "" where there is none."""
    if recipe.kind != "figure":
        return ""
    with with_own(words.released.cover.words):
        return phone_of_chosen(words, _rows(recipe, words), recipe.id())


def _rows(recipe: Recipe, words: Words) -> list[Chosen]:
    known, rows = numbers(words.released), []
    for heading, keys in recipe.groups:
        for key in keys:
            if key not in known:
                raise refused("not_released")
            question, series, _ = key
            finding = words.released.finding(question)
            rows.append(Chosen(heading=plain(heading), finding=finding, series=series, item=known[key]))
    if not rows:
        raise refused("none")
    return rows


def _chosen(recipe: Recipe, words: Words) -> Part:
    rows, caption = _rows(recipe, words), plain(recipe.caption)
    items = [row.item for row in rows]
    if all(map(is_hidden, items)):
        return instead_of_table(words, caption, items)
    hidden = left_out(words, [_named(words, row) for row in rows])
    if recipe.kind == "table":
        return _table(recipe, words, rows, hidden)
    made = figure_of_chosen(words, rows, caption, recipe.id())
    if made is None:
        raise UsageError(Problem(code="E457"))
    return replace(made, source=" ".join(filter(None, (made.source, hidden, words.say("own_study.chosen")))))


def _table(recipe: Recipe, words: Words, rows: Sequence[Chosen], hidden: str) -> Table | Prose:
    """Return a table of the rows that are shown, after the headings and questions they need."""
    shown = [row for row in rows if not is_hidden(row.item)]
    made = estimates_table(words, recipe.id(), plain(recipe.caption), [row.item for row in shown])
    if isinstance(made, Prose):
        return made
    questions = list(dict.fromkeys(row.finding.question for row in rows))
    before = {
        words.say("own_study.heading"): [row.heading for row in shown]
        if any(heading for heading, _ in recipe.groups)
        else [],
        words.say("column.question"): [words.about(row.finding.question) for row in shown]
        if len(questions) > 1
        else [],
    }
    columns = {heading: cells for heading, cells in before.items() if cells}
    # It stands apart from its question's chapter, which may have said how old its numbers are.
    age = marks_of(words, [row.item for row in shown], alone=True).note
    about = words.say("own_study.about", question=words.about(questions[0])) if len(questions) == 1 else ""
    return replace(
        made,
        header=(*columns, *made.header),
        rows=tuple((*cells, *line) for *cells, line in zip(*columns.values(), made.rows, strict=True)),
        text_columns=len(columns) + made.text_columns,
        note=" ".join(
            filter(None, (about, age if age not in made.note else "", made.note, hidden, words.say("own_study.chosen")))
        ),
    )


def _named(words: Words, row: Chosen) -> tuple[str, str, str, ReleasedEstimate]:
    what, whom, when, item = named(words, row.item, "")
    return ": ".join(filter(None, (row.heading, words.about(row.finding.question), what))), whom, when, item


def _own(recipe: Recipe, words: Words) -> Part:
    """Return a part with content of its own, every word of it plain."""
    if words.released.cover.policy not in OPEN:
        raise UsageError(Problem(code="E458", params={"why": Message("own_study.why.policy")}))
    computed, caption = words.say("own_study.computed"), plain(recipe.caption)
    if recipe.kind == "own_figure":
        return Figure(
            id=recipe.id(),
            svg=svg_of_png(recipe.png),
            title=caption.removesuffix("."),
            subtitle=words.say("own_study.own_figure"),
            source=computed,
            alt=recipe.alt,
        )
    if not recipe.header or any(len(row) != len(recipe.header) for row in recipe.rows):
        raise UsageError(Problem(code="E458", params={"why": Message("own_study.why.kind")}))
    return Table(
        id=recipe.id(),
        caption=caption,
        header=tuple(capital(plain(name)) for name in recipe.header),
        rows=tuple(tuple(plain(cell) for cell in row) for row in recipe.rows),
        text_columns=recipe.text_columns,
        note=computed,
    )

"""Schools and series that lie in the same files as an answer's, and that no question uses.

A reader who is told that there is nothing to compare with should know what there is. Said are the
names that the pilot declares, and no numbers: a school's label, a series' label.

Example. Reports of concern came month by month from schools A to D, and of each school also how
many were opened. Two questions ask of A and B. Both say that C and D are in the same files. Nobody
asks of a third series, "closed": the receipt says that it is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tsi_eval.language import LANGUAGES, Message, Text, say
from tsi_eval.pilot.declaration import Question
from tsi_eval.pilot.pilot_study import PilotStudy
from tsi_eval.study import Study
from tsi_eval.study.tables import TABLES

# A school, and its series or "" in a table that has none.
Place = tuple[str, str]


def schools_beside(question: Question, study: PilotStudy) -> tuple[Message, ...]:
    """Return that schools are in the files of a question's answer that no question uses, if any."""
    names: set[str] = set()
    for table in question.design.needs.tables:
        series = {name for _, name in _used(question, table, study)}
        there, used = (
            {unit for unit, name in places if name in series}
            for places in (_places(table, study), _used_by_any(table, study))
        )
        names |= there - used
    labels = [unit.label for unit in study.pilot.units if unit.id in names]
    return (Message("caveat.also_in_files", {"names": _listed(labels)}),) if labels else ()


def series_unused(study: Study) -> Iterator[Message]:
    """Yield which series of the files no question uses: by their labels, or how many have none."""
    if not isinstance(study, PilotStudy):
        return
    names: set[str] = set()
    for table in (table.name for table in TABLES):
        used = {series for _, series in _used_by_any(table, study)}
        names |= {series for _, series in _places(table, study)} - used - {""}
    labels = [study.pilot.labels[name] for name in sorted(names) if name in study.pilot.labels]
    if labels:
        yield Message("unused.series", {"names": _listed(labels)})
    if unnamed := len(names) - len(labels):
        yield Message("unused.unnamed", {"n": str(unnamed)})


def _used_by_any(table: str, study: PilotStudy) -> set[Place]:
    return set[Place]().union(*(_used(question, table, study) for question in study.pilot.questions))


def _used(question: Question, table: str, study: Study) -> set[Place]:
    """Return the rows' schools and series that a question asks of; without names it asks of all."""
    needs = question.design.needs
    if table not in needs.tables:
        return set()
    return {
        (unit, series)
        for unit, series in _places(table, study)
        if (not needs.units or unit in needs.units) and (not needs.series or series in needs.series)
    }


def _places(table: str, study: Study) -> set[Place]:
    """Return the schools and series that a table has rows of."""
    rows = study.table(table)
    if "unit" not in rows:
        return set()
    series = rows["series"] if "series" in rows else [""] * len(rows)
    return {(str(unit), str(name)) for unit, name in zip(rows["unit"], series, strict=True)}


def _listed(labels: Sequence[Text]) -> Text:
    """Return labels as a list in words, such as "A, B och C"."""
    sv, en = (_in_a_row([label.in_language(language) for label in labels], language) for language in LANGUAGES)
    return Text(sv=sv, en=en)


def _in_a_row(names: list[str], language: str) -> str:
    *most, last = names
    return say(Message("word.and"), language).join((", ".join(most), last)) if most else last

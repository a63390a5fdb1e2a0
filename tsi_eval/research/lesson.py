"""What a notebook of one design stands on: its pilot, its question and its words.

The first cell of each notebook in `notebooks/` says

    given = {"pilot": pilot, "question": question, "language": language, "project": project}
    lesson = tsi.lesson("participation", **given)

and the others show `lesson.text("…")`, `lesson.asked()` and `lesson.left_out(report)` among the
calls that the notebook teaches. Texts come from the package and not from the notebook's own cells,
so that a notebook shows one language, and says of a pilot only what is true of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tsi_eval.designs.contract import Design
from tsi_eval.errors import DeclarationError, Problem, UsageError
from tsi_eval.pilot.declaration import Pilot, Question
from tsi_eval.pilot.load import load_pilot
from tsi_eval.project import Project, check_name
from tsi_eval.report.notebook import check_parameters
from tsi_eval.report.parts import Chapter, Prose
from tsi_eval.report.reading import Report
from tsi_eval.research.injected import injected
from tsi_eval.research.lesson_parts import about, left_out, options, said, table_of
from tsi_eval.research.lesson_place import project_of
from tsi_eval.research.passages import passage
from tsi_eval.research.published import published
from tsi_eval.research.stopped import said_alone
from tsi_eval.speaking import set_language

if TYPE_CHECKING:
    import pandas as pd

# What every notebook has in its cell of parameters, all of them text.
PARAMETERS = {"pilot": "", "question": "", "language": "", "project": ""}
NONE = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One question of one pilot, in a notebook about its design.

    Attributes:
        name: The notebook's design.
        project: Where the pilot lies.
        pilot: Whose question it is.
        question: The question, as it was declared.
        language: "sv" or "en".
    """

    name: str
    project: Project = field(repr=False)
    pilot: Pilot = field(repr=False)
    question: Question
    language: str

    @property
    def design(self) -> Design:
        """The question's design, whose fields are its options."""
        return self.question.design

    def text(self, key: str) -> Prose:
        """Return a passage of the notebook's texts.

        Raises:
            KeyError: There is none of this key; that is a fault in the package.
        """
        return Prose(markdown=passage(self.name, key, self.language))

    def text_of(self, pilot: str, question: str, key: str) -> Prose:
        """Return a passage that is true of one question on public data only, and else nothing.

        Args:
            pilot: The pilot that it is true of.
            question: Its question.
            key: The passage.
        """
        is_it = (self.pilot.id, self.question.id, self.pilot.data) == (pilot, question, "public")
        return self.text(key) if is_it else Prose(markdown="")

    def asked(self) -> Chapter:
        """Return whose data they are, what they are, the question, and its design's options."""
        return Chapter((about(self.pilot, self.question, self.language), options(self.design, self.language)))

    def table(self, key: str, rows: Sequence[Sequence[object]]) -> Prose:
        """Return a table of values, with headings from a passage and numbers in four digits.

        Args:
            key: A passage whose first line has a heading a column, with "|" between. A second line
                has the rows' headings; without it they are the first value of each row.
            rows: A row a line of the table.

        Raises:
            KeyError: There is no such passage; that is a fault in the package.
        """
        return table_of(passage(self.name, key, self.language), rows, self.language)

    def word(self, *, is_so: bool) -> str:
        """Return "yes" or "no" in the notebook's language."""
        return said("yes" if is_so else "no", self.language)

    def left_out(self, report: Report) -> Prose:
        """Return who and what is not in the answer, by what was released.

        Args:
            report: The pilot's released values.
        """
        return left_out(report, self.question.id)

    def published(self, name: str) -> pd.DataFrame:
        """Return published data by which a method is shown, whatever the pilot.

        Args:
            name: "sleep", "wheeze", "orthodont", "seizures", "shoes" or "attitude"; or a pilot of
                the project whose data are public and lie in one file of its name.

        Raises:
            Stopped: There are no such data (E481).
        """
        with said_alone():
            return published(name, self.project)


def lesson(design: str, *, pilot: str, question: str = "", language: str = "sv", project: str = "") -> Lesson:
    """Return what a notebook of one design stands on, and choose its language.

    Args:
        design: The notebook's design.
        pilot: Name of the pilot's folder.
        question: Id of one of its questions; unless given, its first one of this design.
        language: "sv" or "en", as for `tsi_eval.set_language`.
        project: The project's folder or one inside it; unless given, it is looked for.

    Raises:
        Stopped: papermill gave a parameter that the notebook does not have, or not as text (E165),
            there is no such language (E191), project (E478), pilot (E160, E161, or what is wrong
            with its files) or question (E159), the pilot does not ask this design (E479), or the
            question is of another one (E480).
    """
    with said_alone():
        notebook = f"{design}.ipynb"
        asked_for = {"pilot": pilot, "question": question, "language": language, "project": project}
        check_parameters(asked_for, PARAMETERS, notebook)
        set_language(language)
        check_parameters(injected(), PARAMETERS, notebook)
        place = project_of(project)
        read = load_pilot(place.data / check_name(pilot))
        found = _question(read, question, design, place)
        return Lesson(name=design, project=place, pilot=read, question=found, language=language)


def _question(pilot: Pilot, name: str, design: str, project: Project) -> Question:
    """Return the question that is meant.

    Raises:
        UsageError: The pilot asks none of this name (E159), none of this design (E479), or this one
            is of another design (E480).
    """
    asked = pilot.question(name) if name else None
    of_design = [question for question in pilot.questions if question.design.name == design]
    if not of_design:
        known = "; ".join(_who_asks(design, project)) or NONE
        raise UsageError(Problem(code="E479", params={"pilot": pilot.id, "design": design, "known": known}))
    if asked is None:
        return of_design[0]
    if asked not in of_design:
        known = ", ".join(question.id for question in of_design)
        params = {"question": name, "other": asked.design.name, "design": design, "pilot": pilot.id, "known": known}
        raise UsageError(Problem(code="E480", params=params))
    return asked


def _who_asks(design: str, project: Project) -> Iterator[str]:
    """Yield each pilot that asks a design, with its questions; one that can't be read is none."""
    for name in project.pilots():
        try:
            questions = load_pilot(project.data / name).questions
        except (UsageError, DeclarationError):
            continue
        if asked := [question.id for question in questions if question.design.name == design]:
            yield f"{name} ({', '.join(asked)})"

"""What a check of a pilot found, before it is said on the console or written to a file."""

from __future__ import annotations

from dataclasses import dataclass

from tsi_eval.analysis.understood import Understood, study_in_words
from tsi_eval.analysis.understood.folder import FileFate, fates
from tsi_eval.analysis.understood.measures import Received, received
from tsi_eval.analysis.understood.words import Names, names_of
from tsi_eval.errors import Problem
from tsi_eval.ingest import Intake
from tsi_eval.ingest.shown_names import Names as ColumnNames
from tsi_eval.ingest.shown_names import names_to_say, variables_of
from tsi_eval.pilot.declaration import Pilot


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Checked:
    """What a check found.

    Attributes:
        pilot: What was declared.
        names: What the pilot calls things.
        files: What became of each file.
        study: What each table says, in words.
        values: The measured values of each outcome and occasion.
        problems: What must be mended before there can be a report.
        remaining: What stands in the way of an approved report only.
    """

    pilot: Pilot
    names: Names
    files: tuple[FileFate, ...]
    study: tuple[Understood, ...]
    values: tuple[Received, ...]
    problems: tuple[Problem, ...] = ()
    remaining: tuple[Problem, ...] = ()

    def unused(self, file: FileFate) -> ColumnNames:
        """Return the columns of a file that no source uses."""
        used = {column.theirs for account in file.accounts for column in account.used}
        unused = {
            place: name
            for account in file.accounts
            for place, name in zip(account.unused_at, account.unused, strict=True)
            if name and name not in used
        }
        rows = max((account.rows for account in file.accounts), default=0)
        sources = {account.source for account in file.accounts}
        words = (word for source in self.pilot.sources if source.id in sources for word in source.words_declared())
        return names_to_say(unused.values(), (*words, *variables_of(file.file, unused.values(), rows)), unused)


def understand(intake: Intake) -> Checked:
    """Return what was understood of a delivery, also where something in it is wrong."""
    return Checked(
        pilot=intake.pilot,
        names=names_of(intake.pilot),
        files=tuple(fates(intake)),
        study=study_in_words(intake),
        values=received(intake.pilot, intake.tables),
    )

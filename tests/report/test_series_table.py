"""The table of stages: a row a group, a cell with how many and which share."""

from __future__ import annotations

from dataclasses import replace

import released_by_hand
from released_by_hand import same, with_groups
from stages_by_hand import COUNTS, STARTED

from tsi_eval.findings import Claim, Quantity, Role
from tsi_eval.report.parts import Prose
from tsi_eval.report.series_table import series_table

NBSP = "\N{NO-BREAK SPACE}"
GONE = {"estimate": None, "n": None, "ci_low": None, "ci_high": None, "status": "suppressed", "reason": "few"}
FEW = "för att inget om några få personer ska gå att läsa ut"
STAGES = {"offered": same("erbjudna"), "started": same("började"), "arm=a": same("grupp A")}


class TestSeries:
    def found(self, *points: object) -> object:
        series = {"all": [replace(STARTED, role=Role.SUPPORTING)], "arm=a": points}
        return released_by_hand.finding("participation", Claim.DESCRIBES, [STARTED, *COUNTS], series)

    def test_a_cell_has_the_count_and_its_share_and_the_first_stage_a_count_alone(self) -> None:
        found = self.found(released_by_hand.estimate(Quantity.SHARE, None, group="arm=a", period="started"))

        table = series_table(released_by_hand.words_of(found, labels=STAGES), "s", "S", found)

        assert ("vilka", "erbjudna", "började") == table.header
        assert (("alla", "200", f"160 (80,0{NBSP}%)"),) == table.rows
        assert f"Visas inte, {FEW}: grupp A." == table.note

    def test_where_every_group_is_hidden_one_sentence_stands_instead(self) -> None:
        gone = released_by_hand.estimate(Quantity.SHARE, None, group="arm=a", period="started")
        found = released_by_hand.finding("participation", Claim.DESCRIBES, [], {"arm=a": [gone]})

        table = series_table(released_by_hand.words_of(found, labels=STAGES), "s", "S", found)

        assert Prose(markdown=f"S: visas inte, {FEW}.") == table

    def test_a_cell_of_nothing_shown_is_dots_once_with_the_reason(self) -> None:
        places = [replace(STARTED, group="arm=a"), replace(STARTED, group="arm=a", period="done", **GONE)]
        count = released_by_hand.estimate(Quantity.COUNT, None, group="arm=a", period="done", axis="stage")
        found = self.found(*places)
        found = replace(found, estimates=(*found.estimates, count))

        table = series_table(released_by_hand.words_of(found, labels=STAGES), "s", "S", found)

        assert ".." == table.rows[1][-1]
        assert f".. visas inte, {FEW}." == table.note

    def test_a_hidden_count_stands_beside_its_share(self) -> None:
        found = self.found(replace(STARTED, group="arm=a"))
        count = released_by_hand.estimate(Quantity.COUNT, None, group="arm=a", period="started", axis="stage")
        found = replace(found, estimates=(*found.estimates, count))

        table = series_table(released_by_hand.words_of(found, labels=STAGES), "s", "S", found)

        assert ("grupp A", "", f".. (80,0{NBSP}%)") == table.rows[1]

    def test_declared_groups_without_a_row_are_named_together_with_those_of_nobody(self, language: str) -> None:
        found = self.found(replace(STARTED, group="arm=a", role=Role.SUPPORTING))
        labels = STAGES | {"arm=b": same("Ekbo"), "arm=c": same("Lillvik")}
        words = with_groups(
            released_by_hand.words_of(found, labels=labels, language=language), "arm=a", "arm=b", "arm=c"
        )

        note = series_table(words, "s", "S", found).note

        assert note == words.say("hidden.groups", names="Ekbo; Lillvik", why=words.say("why.few"))
        assert "grupp A" not in note

    def test_where_every_declared_group_has_a_row_nothing_is_said(self) -> None:
        found = self.found(replace(STARTED, group="arm=a", role=Role.SUPPORTING))
        words = with_groups(released_by_hand.words_of(found, labels=STAGES), "arm=a")

        assert not series_table(words, "s", "S", found).note

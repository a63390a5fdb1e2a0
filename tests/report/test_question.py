"""The chapter of one question: what stands in it, in what order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from chapters_by_hand import CHANGE, UNIT, change, prose, tables
from released_by_hand import estimate, finding, refused, same, words_of

from tsi_eval.findings import Claim, Quantity, Role
from tsi_eval.language import Message
from tsi_eval.report.parts import Figure, Prose
from tsi_eval.report.question import chapter_of


class TestQuestion:
    def test_it_is_named_short_and_asked_in_full(self) -> None:
        short, plain = words_of(change(), short=same("Oron")), words_of(change())

        assert "# Oron\n\n**Q?**" == prose(chapter_of(short, change()))[0]
        assert "# Q?" == prose(chapter_of(plain, change()))[0]

    def test_the_answer_stands_in_its_box_before_what_it_can_show(self) -> None:
        words = words_of(change(), labels=UNIT)
        parts = chapter_of(words, change()).parts

        assert isinstance(parts[1], Prose)
        assert ("answer", True) == (parts[1].box, parts[1].markdown.startswith("Oro sjönk"))
        assert [f"Huvudfråga, deklarerad 1 januari 2026. {words.say('claim.changed.means')}"] == prose(
            chapter_of(words, change())
        )[2:]

    def test_what_is_compared_belongs_to_the_question_and_doubts_stand_last(self) -> None:
        stretches = {"before": same("maj"), "after": same("juni")}
        caveats = (Message("compared.periods", stretches), Message("caveat.no_comparison"))
        found = replace(change(), caveats=caveats)
        words = words_of(found)

        _, _, about, doubts = prose(chapter_of(words, found))

        assert about.endswith("Före starten är maj; från starten är juni.")
        assert f"## Att tänka på\n\n- {words.say('caveat.no_comparison')}" == doubts

    def test_a_refused_question_claims_nothing_and_has_no_doubts(self) -> None:
        found = replace(refused(Message("refusal.not_yet")), caveats=(Message("caveat.no_comparison"),))

        texts = prose(chapter_of(words_of(found), found))

        assert "Huvudfråga, deklarerad 1 januari 2026." == texts[2]
        assert 3 == len(texts)

    def test_estimates_stand_in_a_table_by_their_role_the_answer_first(self) -> None:
        others = [
            estimate(Quantity.MEAN, 1.0, role=role) for role in (Role.SUPPORTING, Role.SENSITIVITY, Role.SECONDARY)
        ]
        found = change("q_1", *others)

        names = [table.id for table in tables(chapter_of(words_of(found), found))]

        assert ["secondary-q-1", "sensitivity-q-1", "supporting-q-1"] == names

    def test_the_answer_stands_beside_those_computed_otherwise_or_alone(self) -> None:
        other = estimate(Quantity.MEAN, 1.0, role=Role.SENSITIVITY)
        both, alone = change("q", other), change("q")

        assert [2] == [len(table.rows) for table in tables(chapter_of(words_of(both), both))]
        (table,) = tables(chapter_of(words_of(alone), alone))
        assert ("headline-q", True) == (table.id, table.fold)
        assert table.caption.endswith(": Q?")

    @pytest.mark.parametrize(("number", "fold"), [(1, True), (2, False), (8, False), (9, True)])
    def test_one_number_and_many_lie_behind_a_fold(self, number: int, fold: bool) -> None:
        found = change("q", *(estimate(Quantity.MEAN, float(place)) for place in range(number)))

        assert fold is tables(chapter_of(words_of(found), found))[-1].fold

    def test_a_number_stands_in_one_table_only(self) -> None:
        points = [estimate(Quantity.MEAN, 12.0, period=at, axis="occasion", n=50) for at in ("T0", "T1")]
        stage = estimate(Quantity.COUNT, 60.0, axis="stage", n=60)
        money = estimate(Quantity.UNIT_PRICE, 5.0, price_year=2023)
        found = finding("any", Claim.CHANGED, [CHANGE, *points, stage, money], {"means": points})

        shown = tables(chapter_of(words_of(found), found))

        assert ["course-means-q", "headline-q"] == [table.id for table in shown]
        assert [2, 1] == [len(table.rows) for table in shown]

    def test_nested_stages_have_a_table_of_counts_and_shares(self) -> None:
        share = estimate(Quantity.SHARE, 0.8, period="started", axis="stage", n=200, decimals=2)
        count = estimate(Quantity.COUNT, 160.0, n=160, period="started", axis="stage", unit="persons")
        found = finding("participation", Claim.DESCRIBES, [count], {"all": [share]})

        chapter = chapter_of(words_of(found), found)

        assert ["series-q"] == [table.id for table in tables(chapter)]
        assert 1 == sum(isinstance(part, Figure) for part in chapter.parts)

"""What changed since the last report: who came, what was renewed, and answers then and now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from released_by_hand import DAY, JANUARY, JUNE, estimate, finding, headline, hidden, kept, released, same

from tsi_eval.findings import Claim, Quantity
from tsi_eval.findings.released import Correction, LastReport, ReleasedEstimate, ReleasedFinding
from tsi_eval.report.changes import changes
from tsi_eval.report.parts import Chapter, Prose, Table
from tsi_eval.report.words import Words

NBSP = "\N{NO-BREAK SPACE}"
NOW = headline(
    Quantity.MEAN_CHANGE, -3.2, ci_low=-5.1, ci_high=-1.3, outcome="score", group="both", n=50, decimals=1,
    claim=Claim.CHANGED,
)  # fmt: skip
THEN = replace(NOW, estimate=-2.0, ci_low=-4.0, ci_high=0.0)
WORRY = replace(NOW, outcome="worry", estimate=1.0, ci_low=None, ci_high=None)
WHAT = "genomsnittlig förändring, mätta båda gångerna"
STARTED = estimate(Quantity.COUNT, 76.0, n=76, unit="persons", period="started", axis="stage")
SIXTY = replace(STARTED, estimate=60.0, n=None)


def of_findings(*found: ReleasedFinding, last: LastReport, corrects: Correction | None = None) -> Chapter:
    made = released(*found, labels={"started": same("började")})
    return changes(Words(replace(made, last=last, corrects=corrects), "sv"))


def shown(
    *now: ReleasedEstimate,
    then: tuple[ReleasedEstimate, ...] = (),
    totals: tuple[ReleasedEstimate, ...] = (),
    day: date = date(2025, 6, 1),
) -> Chapter:
    found = replace(finding("pre_post", Claim.CHANGED, []), estimates=now)
    return of_findings(found, last=LastReport(report_date=day, answers=then, totals=totals))


def table_of(chapter: Chapter) -> Table:
    table = chapter.parts[1]
    assert isinstance(table, Table)
    return table


def intro_of(chapter: Chapter) -> str:
    prose = chapter.parts[0]
    assert isinstance(prose, Prose)
    return prose.markdown


def test_without_an_earlier_report_there_is_no_chapter() -> None:
    assert () == changes(Words(released(finding("pre_post", Claim.CHANGED, [NOW])), "sv")).parts


def test_the_last_report_is_dated_only_when_it_is_older() -> None:
    assert "Förra rapporten är daterad 1 juni 2025." in intro_of(shown(NOW))
    assert "är daterad" not in intro_of(shown(NOW, day=DAY))


class TestPersons:
    def test_a_total_that_is_new_stands_beside_the_last_one(self) -> None:
        text = intro_of(shown(NOW, STARTED, totals=(SIXTY,)))

        assert "Så många är det nu:\n\n- Antal personer (började): 60 enligt förra rapporten, 76 nu." in text

    def test_of_several_the_largest_is_said(self) -> None:
        done = replace(STARTED, estimate=40.0, n=40, period="done")

        text = intro_of(shown(done, STARTED, totals=(replace(done, estimate=31.0), SIXTY)))

        assert 1 == text.count("enligt förra rapporten")
        assert "76 nu" in text

    def test_questions_that_rest_on_the_same_persons_say_it_once(self) -> None:
        found = [
            replace(finding("any", Claim.DESCRIBES, [], question=name), estimates=(replace(STARTED, question=name),))
            for name in ("a", "b")
        ]
        last = LastReport(
            report_date=JUNE, answers=(), totals=(replace(SIXTY, question="a"), replace(SIXTY, question="b"))
        )

        assert 1 == intro_of(of_findings(*found, last=last)).count("76 nu")

    def test_a_total_that_was_kept_or_was_hidden_is_not_compared(self) -> None:
        for chapter in (
            shown(NOW, replace(SIXTY, as_of=JUNE), totals=(SIXTY,)),
            shown(NOW, STARTED, totals=(hidden(SIXTY),)),
            shown(NOW, STARTED),
            shown(NOW, replace(STARTED, group="school=a"), totals=(replace(SIXTY, group="school=a"),)),
        ):
            assert "Så många" not in intro_of(chapter)


class TestQuestions:
    def test_each_fate_has_a_line(self) -> None:
        def asked(name: str, *items: ReleasedEstimate) -> ReleasedFinding:
            items = tuple(replace(item, question=name) for item in items)
            return replace(finding("pre_post", Claim.CHANGED, [], question=name), estimates=items)

        found = [
            asked("renewed", NOW),
            asked("partly", NOW, replace(STARTED, as_of=JUNE)),
            kept(asked("stands", NOW, STARTED)),
            asked("first", NOW),
            asked("hidden", hidden(NOW)),
        ]
        last = LastReport(report_date=JUNE, answers=(replace(THEN, question="renewed"),))
        made = released(*found)
        named = tuple(replace(item, text=same(f"{item.id}?")) for item in made.cover.questions)
        made = replace(made, cover=replace(made.cover, questions=named), last=last)
        made = replace(made, corrects=Correction(report=JUNE, why=same("Fel."), changed=("renewed",)))

        lines = [line for line in intro_of(changes(Words(made, "sv"))).splitlines() if line.startswith("- ")]

        assert [
            "- Förnyade: renewed?",
            "- Förnyade till en del: partly?",
            "- Står kvar med äldre datum: stands? (30 juni 2025)",
            "- Utan svar i förra rapporten: first?",
            "- Rättade: renewed?",
        ] == lines

    def test_nothing_says_which_deliveries_are_others(self) -> None:
        assert "leverans" not in intro_of(shown(replace(NOW, as_of=JUNE), then=(NOW,))).lower()


class TestTable:
    def test_each_answer_stands_beside_the_same_answer_then(self) -> None:
        table = table_of(shown(NOW, WORRY, then=(THEN,)))

        assert ("fråga", "mått", "förra rapporten", "nu") == table.header
        assert (
            ("Q?", WHAT, f"−2,0 (−4,0{NBSP}till{NBSP}0,0)", f"−3,2 (−5,1{NBSP}till{NBSP}−1,3)"),
            ("", WHAT, "inget svar då", "1,0"),
        ) == table.rows
        assert "" == table.note

    def test_a_kept_answer_is_not_listed_as_if_it_were_compared_anew(self) -> None:
        table = table_of(shown(replace(THEN, as_of=JUNE), WORRY, then=(THEN,)))

        assert ["1,0"] == [row[3] for row in table.rows]
        assert 1 == len(shown(replace(THEN, as_of=JUNE), then=(THEN,)).parts)

    def test_an_answer_that_was_old_then_is_marked(self) -> None:
        table = table_of(shown(NOW, then=(replace(THEN, as_of=JANUARY),)))

        assert table.rows[0][2].endswith("\\*")
        assert "\\* Från rapporten den 31 januari 2025." == table.note

    def test_an_answer_of_another_group_is_another_answer(self) -> None:
        table = table_of(shown(NOW, then=(replace(THEN, group="arm=a"),)))

        assert "inget svar då" == table.rows[0][2]

    def test_a_hidden_answer_of_then_is_two_dots_with_the_reason(self) -> None:
        table = table_of(shown(NOW, then=(hidden(THEN),)))

        assert ".." == table.rows[0][2]
        assert ".. visas inte, för att inget medelvärde för några få personer ska gå att läsa ut." == table.note

    def test_an_answer_that_neither_report_shows_has_no_row(self) -> None:
        worry = hidden(WORRY)

        table = table_of(shown(NOW, worry, then=(THEN,)))
        sentence = shown(worry).parts[1]

        assert 1 == len(table.rows)
        assert (
            "Visas inte, för att inget medelvärde för några få personer ska gå att läsa ut: Q? (mätta båda gångerna)."
            == table.note
        )
        assert isinstance(sentence, Prose)
        assert sentence.markdown.endswith("för att inget medelvärde för några få personer ska gå att läsa ut.")

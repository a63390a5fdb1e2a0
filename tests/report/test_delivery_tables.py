"""Tables of what was delivered, and of what was found in the files."""

from __future__ import annotations

import released_by_hand
from released_by_hand import same

from tsi_eval.findings import RECEIPT, Claim, Quantity
from tsi_eval.language import Message
from tsi_eval.report.delivery_tables import found_table, receipt_tables
from tsi_eval.report.parts import Prose

NBSP = "\N{NO-BREAK SPACE}"
FEW = "för att inget om några få personer ska gå att läsa ut"


class TestReceipt:
    def found(self, *items: object, caveats: tuple[Message, ...] = ()) -> object:
        return released_by_hand.finding(RECEIPT, Claim.DESCRIBES, items, question="receipt", caveats=caveats)

    def count(self, source: str, value: float | None, unit: str) -> object:
        return released_by_hand.estimate(Quantity.COUNT, value, group=source, unit=unit)

    def test_each_source_has_a_row_and_each_outcome_how_complete_it_is(self) -> None:
        share = released_by_hand.estimate(Quantity.SHARE, 0.875, outcome="score", period="T0", n=60, decimals=3)
        files, persons = self.count("people", 2, "files"), self.count("people", 60, "persons")
        log = self.count("log", 1, "files"), self.count("log", None, "persons")

        delivered, complete = receipt_tables(released_by_hand.words_of(self.found(files, persons, *log, share)))

        assert ("källa", "filer", "antal personer") == delivered.header
        assert (("people", "2", "60"), ("log", "1", "..")) == delivered.rows
        assert f".. visas inte, {FEW}." == delivered.note
        assert (("score", "T0", f"87,5{NBSP}%", "60"),) == complete.rows

    def test_what_one_source_delivered_is_a_sentence(self, language: str) -> None:
        counts = self.count("people", 2, "files"), self.count("people", 60, "persons")

        (delivered,) = receipt_tables(released_by_hand.words_of(self.found(*counts), language=language))

        expected = {
            "sv": "Vad som levererades: people (filer: 2; antal personer: 60).",
            "en": "What was delivered: people (files: 2; number of persons: 60).",
        }
        assert Prose(markdown=expected[language]) == delivered

    def test_occasions_have_a_column_each_where_each_share_of_an_outcome_is_of_as_many(self) -> None:
        def share(outcome: str, period: str, value: float | None, n: int = 60) -> object:
            return released_by_hand.estimate(Quantity.SHARE, value, outcome=outcome, period=period, n=n, decimals=3)

        files = self.count("people", 2, "files")
        shares = (
            share("score", "T0", 0.875),
            share("score", "T1", 0.5),
            share("worry", "T0", 0.75),
            share("worry", "T1", None),
        )
        _, wide = receipt_tables(released_by_hand.words_of(self.found(files, *shares)))
        _, long = receipt_tables(released_by_hand.words_of(self.found(files, *shares, share("score", "T2", 0.25, 40))))

        assert ("mått", "T0", "T1", "av så många som har svarat någon gång") == wide.header
        assert (("score", f"87,5{NBSP}%", f"50,0{NBSP}%", "60"), ("worry", f"75,0{NBSP}%", "–", "60")) == wide.rows
        assert wide.caption.endswith(": andel med värde")
        assert 4 == len(long.rows)

    def test_older_numbers_are_marked_and_explained(self) -> None:
        old = {"as_of": released_by_hand.JUNE}
        files = self.count("people", 2, "files")
        persons = released_by_hand.estimate(Quantity.COUNT, 60.0, group="people", unit="persons", **old)
        share = released_by_hand.estimate(Quantity.SHARE, 0.875, outcome="score", n=60, decimals=3, **old)

        delivered, complete = receipt_tables(released_by_hand.words_of(self.found(files, persons, share)))

        assert (("people", "2", "60\\*"),) == delivered.rows
        assert "\\* Från rapporten den 30 juni 2025." == delivered.note
        assert "Siffrorna är från rapporten den 30 juni 2025." == complete.note

    def test_an_outcome_whose_completeness_is_hidden_is_named_under_the_table(self) -> None:
        files = self.count("people", 2, "files")
        share = released_by_hand.estimate(Quantity.SHARE, 0.875, outcome="score", period="T0", n=60, decimals=3)
        gone = released_by_hand.estimate(Quantity.SHARE, None, outcome="worry", period="T0")

        _, complete = receipt_tables(released_by_hand.words_of(self.found(files, share, gone)))
        _, sentence = receipt_tables(released_by_hand.words_of(self.found(files, gone)))

        assert (1, "Det som saknas i tabellen står under ”Vad som inte visas”.") == (len(complete.rows), complete.note)
        assert complete.fold
        assert Prose(markdown=f"Hur fullständiga måtten är: visas inte, {FEW}.") == sentence

    def test_without_sources_there_is_no_table_and_without_outcomes_one(self) -> None:
        nothing, files = self.found(), self.found(self.count("people", 2, "files"))

        assert () == receipt_tables(released_by_hand.words_of(nothing))
        assert 1 == len(receipt_tables(released_by_hand.words_of(files)))

    def test_what_was_found_in_files_stands_by_source(self) -> None:
        def note(source: str, what: Message) -> Message:
            return Message("found.in", {"source": same(source), "what": what})

        notes = note("people", Message("found.encoding", {"value": "cp1252"})), note("people", Message("found.totals"))
        table = found_table(
            released_by_hand.words_of(self.found(caveats=(*notes, note("log", notes[0].params["what"]))))
        )

        assert table is not None
        assert (
            ("people", "teckenkodning cp1252; summarader, lämnade utanför"),
            ("log", "teckenkodning cp1252"),
        ) == table.rows

    def test_there_is_none_when_everything_was_declared(self) -> None:
        assert found_table(released_by_hand.words_of(self.found())) is None

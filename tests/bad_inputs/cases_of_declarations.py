"""What may be wrong with the TOML files, and with the chapters beside them."""

from __future__ import annotations

from collections.abc import Mapping

from spoiling import NUMBER, PERSONS, Break, Case, added, both, encoded, link, pipe, put, swap, without

ANY = 'sv = "x", en = "x"'


def corrects(what: str) -> Break:
    """Return what declares a correction."""
    return swap("pilot.toml", "report_date", f"correction = {{ {what} }}\nreport_date")


def asks(whom: str, source: str = "forms") -> Break:
    """Return what declares whom a source asked."""
    return swap("sources.toml", f'id = "{source}"', f'id = "{source}"\nasked = {whom}')


def declarations() -> Mapping[str, Case]:
    """Return what may be wrong with the TOML files, and with the chapters beside them."""
    outcome, question = 'label = { sv = "poäng", en = "score" }', 'text = { sv = "Vilka nåddes?"'
    return {
        "a declaration that is not there": Case(code="E150", spoil=without("questions.toml"), named="questions.toml"),
        "a declaration of a megabyte": Case(
            code="E151", spoil=added("pilot.toml", "#" * 1_000_000), named="pilot.toml"
        ),
        "a key twice": Case(
            code="E152", spoil=added("pilot.toml", 'arm = { sv = "x", en = "x" }\n'), named="pilot.toml"
        ),
        "the mark of another language's object": Case(
            code="E152", spoil=swap("pilot.toml", '"Testkommun"', "!!python/object:os.system"), named="pilot.toml"
        ),
        "a word without quotation marks": Case(
            code="E152", spoil=swap("pilot.toml", '"Testkommun"', "no"), named="pilot.toml"
        ),
        "a truth in the place of a municipality": Case(
            code="E155", spoil=swap("pilot.toml", '"Testkommun"', "false"), named="municipality"
        ),
        "lines that begin with tabs": Case(code="", spoil=swap("pilot.toml", "T0 = ", "\tT0 = ")),
        "an unknown key": Case(
            code="E153",
            also=frozenset({"E154"}),
            spoil=swap("pilot.toml", "municipality", "municipalty"),
            named="municipalty",
        ),
        "a missing key": Case(
            code="E154", spoil=swap("pilot.toml", 'municipality = "Testkommun"', ""), named="municipality"
        ),
        "a policy that nobody has": Case(code="E155", spoil=swap("pilot.toml", '"default"', '"none"'), named="policy"),
        "the policy public for data that are not": Case(
            code="E267", spoil=swap("pilot.toml", '"default"', '"public"'), named="policy"
        ),
        "a correction without the report that it corrects": Case(
            code="E154", spoil=corrects(f"why = {{ {ANY} }}"), named="correction.report"
        ),
        "an exception that nobody has signed": Case(
            code="E155",
            spoil=corrects(
                f"report = 2024-06-30, why = {{ {ANY} }}, "
                f'exception = {{ name = " ", questions = ["reached"], why = {{ {ANY} }} }}'
            ),
            named="correction.exception.name",
        ),
        "a correction of a report that nobody has": Case(
            code="E434", spoil=corrects(f"report = 2020-01-01, why = {{ {ANY} }}"), named="2020-01-01"
        ),
        "a threshold of one's own": Case(
            code="E153", spoil=swap("pilot.toml", "report_date", "threshold = 0\nreport_date"), named="threshold"
        ),
        "Windows' encoding in a declaration": Case(
            code="E388", spoil=encoded("pilot.toml", "latin-1"), named="pilot.toml"
        ),
        "two bytes a letter in a declaration": Case(
            code="E388", spoil=encoded("questions.toml", "utf-16"), named="questions.toml"
        ),
        "lists in lists in lists": Case(
            code="E390", spoil=added("sources.toml", "deep = " + "[" * 5000 + "]" * 5000 + "\n"), named="sources.toml"
        ),
        "names in names in names": Case(
            code="E390",
            spoil=lambda f: f.update({"pilot.toml": ".".join("a" * 3000) + " = 1\n" + str(f["pilot.toml"])}),
            named="pilot.toml",
        ),
        "a whole number of 5 000 digits": Case(
            code="E390", spoil=swap("sources.toml", "maximum = 40", "maximum = " + "9" * 5000), named="sources.toml"
        ),
        "a whole number of 140 digits": Case(
            code="", spoil=swap("sources.toml", "maximum = 40", "maximum = " + "9" * 140)
        ),
        "a pipe in the place of a declaration": Case(code="E389", place=pipe("pilot.toml"), named="pilot.toml"),
        "a declaration that is a link out of the folder": Case(
            code="E389", place=link("sources.toml", "../outside"), named="sources.toml"
        ),
        "a declaration that is a link to itself": Case(
            code="E391", spoil=without("pilot.toml"), place=link("pilot.toml", "pilot.toml"), named="pilot.toml"
        ),
        "a chapter that is a pipe": Case(
            code="E389", place=pipe("texts/sv/background.md"), named="texts/sv/background.md"
        ),
        "a chapter that is a link out of the folder": Case(
            code="E389", place=link("texts/sv/background.md", "../outside"), named="texts/sv/background.md"
        ),
        "a chapter in Windows' encoding": Case(
            code="E388",
            spoil=put("texts/sv/background.md", "Så började det.".encode("latin-1")),
            named="texts/sv/background.md",
        ),
        "a chapter of two megabytes": Case(
            code="E151", spoil=put("texts/sv/background.md", "a " * 1_000_000), named="texts/sv/background.md"
        ),
        "a chapter in Word": Case(
            code="E392", spoil=put("texts/sv/bakgrund.docx", b"PK\x03\x04"), named="texts/sv/bakgrund.docx"
        ),
        "a chapter in no language's folder": Case(
            code="E392", spoil=put("texts/background.md", "x"), named="texts/background.md"
        ),
        "a chapter of another name": Case(
            code="E156", spoil=put("texts/sv/bakgrund.md", "x"), named="texts/sv/bakgrund.md"
        ),
        "an identity number in the author's place": Case(
            code="E185", spoil=swap("pilot.toml", 'authors = ["A"]', f'authors = ["{NUMBER}"]'), named="pilot.toml"
        ),
        "somebody who answers for the report and can't be reached": Case(
            code="E405", spoil=swap("pilot.toml", "b@example.org", "b"), named="report.contact"
        ),
        "a recommendation that rests on a question that nobody asked": Case(
            code="E406", spoil=put("texts/sv/decisions.md", "1. Fortsätt. {reachd}\n"), named="reached"
        ),
        "a recommendation with its questions in other brackets": Case(
            code="E407", spoil=put("texts/sv/decisions.md", "1. Fortsätt. [reached]\n"), named="[reached]"
        ),
        "recommendations that rest on other questions in the other language": Case(
            code="E408",
            spoil=both(
                put("texts/sv/decisions.md", "1. Fortsätt. {reached}\n"), put("texts/en/decisions.md", "1. Go on.\n")
            ),
            named="1",
        ),
        "a number that is typed among the project's own words": Case(
            code="E413", spoil=put("texts/sv/summary.md", "Av 60 var {reached.n} kvar.\n"), named="60"
        ),
        "a place of the project's own words that nobody knows": Case(
            code="E414", spoil=put("texts/sv/summary.md", "Så gick det: {reached.verdikt}.\n"), named="verdict"
        ),
        "a place of the project's own words that does not end": Case(
            code="E409", spoil=put("texts/sv/summary.md", "Så gick det: {reached.verdict.\n"), named="summary.md"
        ),
        "a claim of the project's own words about no question": Case(
            code="E415", spoil=put("texts/sv/summary.md", "Fler kom än väntat.\n"), named="Fler"
        ),
        "a place of the project's own words without a word": Case(
            code="E447", spoil=put("texts/sv/summary.md", "Så gick det: {reached}.\n"), named="{reached.verdict}"
        ),
        "a chapter that says what happened, without a place or a source": Case(
            code="E448", spoil=put("texts/sv/analysis.md", "Oron minskade på skolan.\n"), named="minskade"
        ),
        "a share that is typed in a chapter": Case(
            code="E449", spoil=put("texts/sv/lessons.md", "Av barnen var 40 procent lugna.\n"), named="40 procent"
        ),
        "the project's own words in several paragraphs": Case(
            code="E419", spoil=put("texts/sv/summary.md", "Ett.\n\nTill.\n"), named="summary.md"
        ),
        "an identity number in a chapter": Case(
            code="E185", spoil=put("texts/sv/background.md", "Ring 120319-2030."), named="texts/sv/background.md"
        ),
        "a step of 0": Case(
            code="E155", spoil=swap("sources.toml", outcome, outcome + "\nstep = 0"), named="outcome.score.step"
        ),
        "a step below 0": Case(
            code="E155", spoil=swap("sources.toml", outcome, outcome + "\nstep = -1"), named="outcome.score.step"
        ),
        "a step that is no number": Case(
            code="E155", spoil=swap("sources.toml", outcome, outcome + "\nstep = nan"), named="outcome.score.step"
        ),
        "a scale whose end lies before its beginning": Case(
            code="E291", spoil=swap("sources.toml", "minimum = 0", "minimum = 50"), named="outcome.score.maximum"
        ),
        "nobody who was asked": Case(code="E155", spoil=asks("{ T0 = 0 }"), named="source.forms.asked"),
        "half a person who was asked": Case(code="E155", spoil=asks("{ T0 = 60.5 }"), named="source.forms.asked"),
        "whom an occasion asked that nobody declares": Case(
            code="E159", spoil=asks("{ T2 = 60 }"), named="source.forms.asked"
        ),
        "whom a register asked": Case(code="E153", spoil=asks("{ T0 = 60 }", "people"), named="source.people.asked"),
        "more who answered than were asked": Case(code="E424", spoil=asks("{ T0 = 59 }"), named="forms"),
        "answers of persons who never came to the stage at which they were asked": Case(
            code="E426", spoil=asks('"completed"'), named="completed"
        ),
        "a blank name of a column": Case(code="E155", spoil=swap("sources.toml", '"grupp"', '""'), named="columns.arm"),
        "a measure of no columns": Case(
            code="E155", spoil=swap("sources.toml", '["poang"]', "[]"), named="outcomes.score"
        ),
        "a column of items of a billion letters": Case(
            code="E155",
            spoil=swap(
                "sources.toml",
                'outcomes.score = ["poang"]',
                'instrument = { key = "sdq_parent", items = "p{item:>999999999}", prefix = "sdq" }',
            ),
            named="instrument.items",
        ),
        "a window to the end of the calendar": Case(
            code="", spoil=swap("pilot.toml", 'T1 = "VT2024"', "T1 = { start = 2024-01-01, end = 9999-12-31 }")
        ),
        "a report of the last day of the calendar": Case(code="", spoil=swap("pilot.toml", "2026-11-22", "9999-12-31")),
        "a window that ends before it begins": Case(
            code="E157",
            spoil=swap("pilot.toml", 'T1 = "VT2024"', "T1 = { start = 2024-06-01, end = 2024-01-01 }"),
            named="windows.T1",
        ),
        "a program in the name of a column": Case(
            code="E126",
            spoil=swap("sources.toml", '"grupp"', "\"__import__('os').system('touch owned')\""),
            named=PERSONS,
        ),
        "prices in Windows' encoding": Case(
            code="E388", spoil=put("prices.toml", "# år\n".encode("latin-1")), named="prices.toml"
        ),
        "an identity number in the source of an index": Case(
            code="E185",
            spoil=put("prices.toml", f'[[index]]\nyear = 2024\nvalue = 415\nbase = 1980\nsource = "se {NUMBER}"\n'),
            named="prices.toml",
        ),
        "prices that are a pipe": Case(code="E389", place=pipe("prices.toml"), named="prices.toml"),
        "an id of a question that is a path": Case(
            code="E155", spoil=swap("questions.toml", 'id = "reached"', 'id = "../x"'), named="question.../x.id"
        ),
        "a question that says nothing": Case(
            code="E155", spoil=swap("questions.toml", question, 'text = { sv = " "'), named="question.reached.text.sv"
        ),
    }

"""A study is described in counts, of which small ones are hidden."""

from __future__ import annotations

import pandas as pd
import pytest

from tsi_eval import Study, TsiError


def test_everybody_groups_stages_and_measurements_are_counted(own_study: Study) -> None:
    table = own_study.describe(policy="internal", language="en")
    counted = {(row.what, row.name, row.occasion): row.n for row in table.itertuples(index=False)}

    assert 40 == counted["all persons, each taken for somebody else", "", ""]
    assert 20 == counted["persons in the group", "Skola A", ""]
    assert 18 == counted["present", "end", ""]
    assert (34, 6) == (counted["measured", "worry", "spring"], counted["not measured", "worry", "spring"])
    assert (40, 0) == (counted["measured", "worry", "autumn"], counted["not measured", "worry", "autumn"])


def test_few_who_are_missing_are_hidden_with_what_would_give_them_back(frame: pd.DataFrame) -> None:
    almost = pd.concat([frame, frame[:4].assign(occasion="T1")], ignore_index=True)
    table = Study.from_frames(measures=almost).describe(language="sv").set_index(["what", "occasion"])["n"]

    assert 40 == table["mätta", "T0"]
    assert pd.isna(table["inte mätta", "T1"])
    assert pd.isna(table["mätta", "T1"])


def test_a_stretch_goes_from_the_first_period_to_the_last() -> None:
    terms = pd.DataFrame(
        {
            "unit": "a",
            "term": ["VT2024", "HT2023"],
            "pupils": 30,
            "valid": 10,
            "invalid": 5,
            "offered": 1000,
        }
    )
    table = Study.from_frames(absence=terms).describe(language="en")

    (row,) = table.itertuples(index=False)
    assert "absence" == row.table
    assert "autumn" in row.name.split(" to ")[0]
    assert pd.isna(row.n)


def siblings(clusters: tuple[str, ...]) -> Study:
    """Return 40 persons of 20 families, two a family; six of them, of three families, are girls."""
    persons = pd.DataFrame(
        {
            "person": range(40),
            "family": [f"f{number // 2}" for number in range(40)],
            "sex": ["f" if number < 6 else "m" for number in range(40)],
        }
    )
    return Study.from_frames(persons=persons, clusters=clusters)


def test_six_persons_of_three_families_are_hidden() -> None:
    table = siblings(("family",)).describe(language="en")

    assert table.loc[table["name"].eq("f"), "n"].isna().all()
    assert not table["name"].str.startswith("f1").any()
    assert 20 == table.set_index("what")["n"]["whom persons belong to"]


def test_persons_of_whom_nobody_said_that_they_belong_together_are_said_to_stand_alone() -> None:
    study = siblings(())

    assert "all persons, each taken for somebody else" in set(study.describe(language="en")["what"])
    assert "clusters" in repr(study)
    assert "clusters" in study._repr_html_()
    assert "family" in repr(siblings(("family",))).splitlines()[-1]


def test_columns_of_names_are_no_groups(own_study: Study) -> None:
    persons = own_study.table("persons")
    named = Study.from_frames(persons=persons.assign(note=persons["person"] + " text"))

    assert not named.describe()["name"].str.contains("text").any()


@pytest.mark.parametrize(("given", "code"), [({"policy": "loose"}, "E471"), ({"language": "fr"}, "E191")])
def test_wrong_argument_is_refused(own_study: Study, given: dict[str, str], code: str) -> None:
    with pytest.raises(TsiError) as error:
        own_study.describe(**given)

    assert code == error.value.problems[0].code

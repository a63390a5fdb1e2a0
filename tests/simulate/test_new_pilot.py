"""A simulated pilot's folder: the declarations of familjeteamet, and files of another seed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tsi_eval import find_project, load_pilot, open_study
from tsi_eval.errors import UsageError
from tsi_eval.simulate import simulate
from tsi_eval.simulate.new_pilot import new_simulation

MODEL = find_project(Path(__file__).parent).data / "familjeteamet"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "familjeteamet"
    folder.mkdir()
    for path in MODEL.glob("*.toml"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "texts" / "sv").mkdir(parents=True)
    (folder / "texts" / "sv" / "lessons.md").write_text("Lärdomar.", encoding="utf-8")
    return tmp_path


def test_has_the_declarations_and_the_files_of_the_seed(data: Path) -> None:
    folder = new_simulation(data, "prov", seed=12)

    for name, content in simulate("familjeteamet", 12).files.items():
        assert content == (folder / name).read_bytes()
    for name in ("sources.toml", "questions.toml", "prices.toml"):
        assert (MODEL / name).read_bytes() == (folder / name).read_bytes()
    assert "Lärdomar." == (folder / "texts" / "sv" / "lessons.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("model", ["e_connect", "skolfam"])
def test_other_models_have_their_own_declarations_and_files(model: str, tmp_path: Path) -> None:
    shutil.copytree(MODEL.parent / model, tmp_path / model)

    folder = new_simulation(tmp_path, "prov", model=model, seed=12)

    for name, content in simulate(model, 12).files.items():
        assert content == (folder / name).read_bytes()
    assert "--seed 12`" in (folder / "pilot.toml").read_text(encoding="utf-8")
    assert (MODEL.parent / model / "sources.toml").read_bytes() == (folder / "sources.toml").read_bytes()
    assert not (folder / "SOURCE.md").exists()


@pytest.mark.parametrize(("model", "terms"), [("e_connect", ("HT2023",)), ("skolfam", ()), ("annat", None)])
def test_models_without_terms_and_unknown_ones_are_refused(
    model: str, terms: tuple[str, ...] | None, data: Path
) -> None:
    with pytest.raises(UsageError) as error:
        new_simulation(data, "prov", model=model, terms=terms)

    assert "E138" == error.value.problems[0].code
    assert ["familjeteamet"] == [path.name for path in data.iterdir()]


def test_says_its_own_seed(data: Path) -> None:
    text = (new_simulation(data, "prov", seed=12) / "pilot.toml").read_text(encoding="utf-8")

    assert all(words in text for words in ("--seed 12", "frö 12.", "seed 12."))
    assert not any(words in text for words in ("--seed 1`", "frö 1.", "seed 1."))


@pytest.mark.parametrize("seed", [0, 31])
def test_is_a_pilot_that_opens(seed: int, data: Path) -> None:
    pilot = load_pilot(new_simulation(data, "prov", seed=seed))

    assert "synthetic" == pilot.data
    assert open_study(pilot).receipt


def test_more_terms_more_files(data: Path) -> None:
    fewer = new_simulation(data, "ett", terms=("HT2023",))
    more = new_simulation(data, "tre", terms=("HT2023", "VT2024", "HT2024"))

    assert {path.name for path in fewer.iterdir()} < {path.name for path in more.iterdir()}
    assert (more / "kontakter_HT2024.csv").is_file()


@pytest.mark.parametrize(
    ("name", "terms", "code"),
    [
        ("familjeteamet", ("HT2023",), "E240"),
        ("Prov", ("HT2023",), "E161"),
        ("prov", ("VT2024",), "E138"),
        ("prov", (), "E138"),
    ],
)
def test_refuses_and_leaves_nothing(name: str, terms: tuple[str, ...], code: str, data: Path) -> None:
    with pytest.raises(UsageError) as error:
        new_simulation(data, name, terms=terms)

    assert code == error.value.problems[0].code
    assert ["familjeteamet"] == [path.name for path in data.iterdir()]


def test_without_the_model_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        new_simulation(tmp_path, "prov")

    assert "E160" == error.value.problems[0].code
    assert [] == list(tmp_path.iterdir())

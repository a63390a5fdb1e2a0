"""What a reader knows of groups' sizes, while covers come and go."""

from __future__ import annotations

import made

from tsi_eval.findings import Estimate, Role
from tsi_eval.protect.disclosure.counts.alone import alone
from tsi_eval.protect.disclosure.counts.groups import cells_of
from tsi_eval.protect.disclosure.counts.published import Published
from tsi_eval.protect.disclosure.decisions import complement
from tsi_eval.protect.disclosure.policies import policy_for

DONE = made.share("done", 18, "all", 30)
REST = complement(DONE.basis[0])


def published(*estimates: Estimate, hidden: tuple[str, ...] = ()) -> Published:
    first = [alone(estimate, "default") for estimate in estimates]
    return Published(estimates, first, cells_of(estimates, []), hidden)


def test_share_publishes_whole_part_and_rest() -> None:
    assert {"all": (30, 30), "done": (18, 18), REST: (12, 12)} == published(DONE).known


def test_size_is_known_as_long_as_any_number_publishes_it() -> None:
    state = published(DONE, made.count("done", 18))

    assert {"all": None, REST: None} == state.hide(REST)
    assert {"done": (18, 18)} == state.known
    assert {"done": None} == state.hide("done")


def test_what_is_shown_again_is_known_again() -> None:
    state = published(DONE)
    state.hide("all")
    state.hide("done")

    assert {} == state.show("all")
    assert {"all": (30, 30), "done": (18, 18), REST: (12, 12)} == state.show("done")


def test_band_is_known_only_where_the_size_is_not() -> None:
    state = published(made.share("done", 3, "all", 18), made.count("all", 18))

    assert {"all": (18, 18), "done": (0, 4)} == state.known
    assert {"all": None, "done": None} == state.hide("all")


def test_hidden_from_the_start_is_not_known() -> None:
    assert {} == published(DONE, hidden=("done",)).known


def test_answer_is_one_as_long_as_it_is_shown() -> None:
    state = published(made.count("all", 30, role=Role.HEADLINE), made.count("part", 20))

    assert (True, False) == (state.is_answer("all"), state.is_answer("part"))
    state.hide("all")
    assert not state.is_answer("all")
    assert (False, True) == (state.is_exact("all"), state.is_exact("part"))


def test_hidden_share_of_a_small_group_is_known_to_be_no_band() -> None:
    share = made.share("done", 8, "all", 15)
    cells = cells_of([share], [])
    rules = {name: policy_for("default", cell.kind) for name, cell in cells.items()}
    state = Published([share, made.count("all", 15)], [alone(share, "default")] * 2, cells, (), rules)

    assert {"all"} == state.wholes
    state.hide("done")
    assert {"all": (15, 15), "done": (5, 10)} == state.known
    assert {"all": None, "done": None} == state.hide("all")

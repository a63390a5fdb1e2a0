"""What a group weighs: how much a report loses when it is hidden.

`covers` hides the lightest group of those that help, so that what is lost is little. What a group
weighs depends on no size. If the smallest were hidden, a reader would know of a cover that it is
smaller than all that stand beside it, and so how large the few behind it must be.

1. An answer weighs more than all that is no answer.
2. Otherwise a group weighs as many numbers as go with it, a mean or a change as much as
   `OF_VALUES` counts or shares, and what only stands beside others, such as how many answered,
   nothing; and this times its level. Its level is the number of binary digits
   of the number of atoms that it is made of: 1 for an inner cell of a table, 2 for a row of two or
   three cells, 3 for a total of four to seven.
3. Of groups that weigh the same, the one that stands last in the report is the lightest. One
   whose numbers are all hidden already weighs nothing: only that its shares are no bands is lost
   with it.

Worked example. Of a table of two by two, each count stands once: an inner cell weighs 1, a row 2,
the total 3. Where a share of the row is shown as well, the row weighs 4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tsi_eval.protect.disclosure.counts.published import Published


def weights(groups: Iterable[str], atoms: Callable[[str], int], published: Published) -> dict[str, int]:
    """Return what each group weighs that may be hidden; no two weigh the same.

    Args:
        groups: Every group, in the order of the report.
        atoms: Of how many atoms a group is made.
        published: What is shown before any cover is hidden.
    """
    worth = {group: published.worth(group) for group in groups if published.may_be_hidden(group)}
    levels = {group: atoms(group).bit_length() if of_it else 0 for group, of_it in worth.items()}
    of_all = sum(worth[group] * level for group, level in levels.items()) + 1
    weighed = {}
    for place, (group, level) in enumerate(levels.items()):
        weight = worth[group] * level + of_all * published.is_answer(group)
        weighed[group] = weight * len(levels) - place
    return weighed

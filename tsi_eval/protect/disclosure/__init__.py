"""The door out: every number of a pilot passes the policy, or nothing leaves.

Read `door` first, which names the eight steps of `release`; each step's file explains itself with
an example. These words are used in all of them:

Who is about to read
    reader: whoever holds the reports of a pilot, in every language and format, and knows the rules
        that stand here.
    attacker: a reader who adds, subtracts and solves equations to learn about a few persons.

What a number rests on
    cell: the persons, events or money that a number rests on, with their number `n`. Its kind says
        whether it is protected.
    protected: of a kind that a policy guards: persons, households, staff, and events about
        persons.
    members: the pseudonyms of the persons in a cell.
    tally: a count without members. Smallest tallies, such as one school in one month, are to
        tallies what members are to sets of persons.
    group: the name of a cell. Here the same set of members always has the same name.
    part, rest: a share of 12 among 43 names three groups: the whole (43), the part (12, also
        called the numerator) and the rest (31).
    set, piece: all sets of members of a pilot, drawn as one Venn diagram, cut each other into
        pieces. Each set is the sum of its pieces.
    partition: a total and its parts, declared by a design for groups that have neither members nor
        tallies.
    sum: a group that is exactly made up of others, which every reader is assumed to know.

What must not be known
    few: from 1 to one less than the policy's limit, so 1 to 4 under `default`.
    sensitive: said of a group whose size must not be worked out, because it is few or because it
        is the part or the rest of a share too near 0 or 100 %.
    derived: said of a small set that no number is about, such as what one set has more than
        another.
    exposed: said of a sensitive or derived group of which the shown numbers leave too few possible
        sizes.

What is done with a number
    shown: it is released, rounded.
    hidden: it is not released ("suppressed" in the files), and its row says so.
    banded: a share is released as the limits that it lies between, such as "at most 4 of 18".
    cover: a group that is hidden although it is large, because an attacker could otherwise work
        out a sensitive one.
    withheld: hidden in step 7, because beside the rounded numbers it would say one of them
        exactly.
    answer: a number that answers a question (its role is "headline"). Covers spare answers where
        they can.
"""

from tsi_eval.protect.disclosure.door import release

__all__ = ["release"]

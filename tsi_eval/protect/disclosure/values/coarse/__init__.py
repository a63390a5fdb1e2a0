"""Coarse scales: what a question shows of one may not give the scale's small counts away.

On a scale of few values, a mean and its interval leave few tables of frequencies possible, often
one. So it is asked of every value, and of every step of change, that one to four persons have: is
there another table with the same report in which they are none, or five or more? If not, the
question shows less, in the order of `levels`.

Read `guarding` first, which is what step 6 of `release` calls. `scales` says what is coarse;
`tables` has the frequencies and the small counts among them; `views` lays a question out by its
occasions; `claims`, with `spreads` and `parts`, says what each shown number tells of a table, and
`knowledge` puts it together; `programme` looks for another table, and `openness` asks for every
small count.

Words, beside those of `tsi_eval/protect/disclosure/__init__.py`:
    table: how many persons of each piece had which value first and which second.
    witness: another table that gives the same report.
    small count: one to four persons of a shown group with one value at one occasion, or one change.
"""

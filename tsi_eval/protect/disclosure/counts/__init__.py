"""Counts: which small ones a reader could work out, and what must be hidden so that nobody can.

The files in the order in which they are used: `alone` judges each number by itself, and `near_ends`
the counts in small groups; `naming` and `sets` find which sets of persons overlap; `groups` lists
every group with its size and how groups add up (`sums`); `sensitive` says which sizes must not be
known; `published` keeps up what a reader knows; `recoverable` works out what follows from it (by
linear programmes, `programme`, whose `solutions` are kept, and by `walks` from one to the next);
`covers` hides more until that is little enough, and `bands` says which bands go at last.
"""

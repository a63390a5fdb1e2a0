"""New pilots' folders: templates to fill in, and simulated data to try the reports on; `QUESTIONS` is the whole list."""

# In the order of a new pilot's questions; each is a design's name, and the name of its data file beside this one.
QUESTIONS = (
    "participation",
    "attendance",
    "open_arenas",
    "pre_post",
    "occasions",
    "comparison",
    "tally_share",
    "time_series",
    "absence",
    "cost_offset",
)

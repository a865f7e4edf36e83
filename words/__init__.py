"""How it is said: the one Jinja environment; dates, figures, names and their order in Vietnamese."""

"""The confidence poll: drafting, reports, questions, the count and what follows."""

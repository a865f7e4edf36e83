"""Văn bản của một lần bổ nhiệm: those of each meeting, and those of the case as a whole, each by its kind."""

from procedures.papers.appointment import of_case, of_meetings

MAKERS = of_case.MAKERS | of_meetings.MAKERS

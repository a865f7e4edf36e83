"""Days that the tests of the law share."""

from datetime import date

from hypothesis import strategies as st

TODAY = date(2026, 11, 23)
KNOWN_DAYS = st.dates(min_value=date(2024, 3, 1), max_value=date(2027, 10, 31))

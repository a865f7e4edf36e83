"""A consultation at HR's desk: paper sheets, the table of opinions, the changed draft."""

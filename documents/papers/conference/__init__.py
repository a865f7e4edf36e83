"""Papers of a staff conference: its plan, the invitation, the minutes."""

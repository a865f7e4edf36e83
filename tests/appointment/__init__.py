"""Appointments: drafted, opened, its people checked, its documents filed."""

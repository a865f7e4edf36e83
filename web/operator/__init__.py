"""Pages of whoever runs the machine: its state, and the mail tray and clock of a trial."""

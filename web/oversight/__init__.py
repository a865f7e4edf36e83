"""What two people do and everyone with a role may check: corrections, roles, second signatures, the log."""

"""Who may do what: roles and accounts, sign-in by mailed code, sessions."""

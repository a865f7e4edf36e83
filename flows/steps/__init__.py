"""The steps of each procedure by their names: what each waits for, and the verb that does it."""

"""Pages of every member of staff: the personal page behind the link of a letter, today's tasks, what is disclosed."""

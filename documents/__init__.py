"""Papers in the legal layout: one content model, several renderings."""

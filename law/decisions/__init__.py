"""Pure decisions of the law, one file a subject: numbers and rules in, an answer with its article out."""

"""The papers, one a file: the facts of a case in, a Paper out; their words stand in templates/papers/."""

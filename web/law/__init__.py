"""The law behind a figure, and what the agency's lawyer confirmed or the agency set for itself."""

"""What the cells of a staff list mean: headings, names, units, categories, addresses, years of birth."""

"""Pages of văn thư: the register, one paper's number and scan, and papers to read and print."""

"""What each desk reads: HR's draft, staff and letters, the clerk's register, the operator's machine."""

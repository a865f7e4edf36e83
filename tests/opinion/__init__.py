"""What happens to a consultation, verb by verb, on both databases."""

"""What the law package promises."""

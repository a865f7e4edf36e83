"""What the sealed box promises."""

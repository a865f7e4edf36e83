"""What the pages show of procedures: read models, each a dataclass and its queries; nothing here changes a row."""

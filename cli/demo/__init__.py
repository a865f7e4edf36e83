"""`danchu demo`: a sample agency with a resolution under way, its mail tray and a clock that moves."""

"""Floor 1: files become artifacts. Hostile input is the normal case."""

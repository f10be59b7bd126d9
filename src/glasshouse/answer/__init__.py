"""Floor 3: practices become answers."""

"""Floor 2: artifacts become practices, parties and not-looked. Facts know no law."""

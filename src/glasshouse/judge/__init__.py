"""What the answers mean under the clauses of law. Reads the packs of ``laws/``; never a file of an app."""

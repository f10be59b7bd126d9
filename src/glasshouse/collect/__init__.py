"""The garden: what a browser shows and sends is collected into folders of evidence, and never judged here."""

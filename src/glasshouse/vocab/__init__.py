"""One bilingual vocabulary as data: kinds of personal data, permissions, APIs, SDKs."""

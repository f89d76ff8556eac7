"""What keeps a desk safe: headers, sessions, form tokens, passwords, limits."""

"""Facts that cannot be right, alone or together: every check of a production before planning."""

"""Small changes a search tries: each gives back a priced change, or None when there is none."""

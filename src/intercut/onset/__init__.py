"""On set: the take log, what was heard in the takes, the script as shot, and what is owed."""

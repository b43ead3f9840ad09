"""Facts, boards and strip lists from and to the files of others: findings instead of failures."""

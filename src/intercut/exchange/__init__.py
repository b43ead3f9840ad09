"""Facts, boards and strip lists from and to the files of others: findings instead of failures."""

from intercut.exchange.board_films import BoardRead, match_board

__all__ = ["BoardRead", "match_board"]

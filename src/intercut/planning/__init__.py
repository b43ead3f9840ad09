"""The player: from a production to the cheapest legal plan found, with a proved bound."""

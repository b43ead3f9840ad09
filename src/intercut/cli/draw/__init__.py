"""How things look on a terminal: tables that align, units in the heading, colours with words."""

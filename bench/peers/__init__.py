"""What the planner is measured against: peers written as well as we can, apart from the program."""

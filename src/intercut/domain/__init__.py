"""The ground: what a film, its people, its rules and its plan are. Standard library only."""

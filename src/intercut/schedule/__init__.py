"""The judge: takes any plan, tells its clock, the rules it breaks and what it costs."""

"""The search for the best kit. `interviews.assembly` is the way in, and states the rules."""

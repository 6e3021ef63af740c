"""Draft kits: making, filling and moving them, what they say, and what is in their way."""

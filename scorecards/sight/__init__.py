"""What the rule of `scorecards.visibility` is decided on, and what it lets somebody see."""

"""A scorecard as plain data: its fields, its page, how it reads once submitted."""

"""Versions of what the library holds, out of the records that django-simple-history keeps: what
changed, who did it, and how to bring an earlier version back."""

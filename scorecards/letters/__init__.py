"""Letters about interviews: invitations with their calendar entries, reminders, words to guests."""

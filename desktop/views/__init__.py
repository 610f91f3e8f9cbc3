"""The window, its panes and dialogs, and the words for errors."""

"""Every action by key: the keys in force, the sheet and the dialog of keys, the command palette."""

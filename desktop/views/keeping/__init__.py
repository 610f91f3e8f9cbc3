"""The store itself: backups, packages for another desk, clearing, and what it cannot take at the moment."""

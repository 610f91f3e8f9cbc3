"""Adapters between the review and Qt: item models and undo commands."""

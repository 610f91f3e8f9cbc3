"""Headless verbs: the standing proof that the core works without Qt."""

from desktop.cli.dispatch import main
from desktop.cli.usage import VERBS, window_arguments

__all__ = ["VERBS", "main", "window_arguments"]

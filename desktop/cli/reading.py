"""How the files of a line are to be read: what was typed, and where nothing was, the settings."""

from __future__ import annotations

import argparse

from desktop import settings
from desktop.cli.batch import Bounds
from desktop.parsing.readers.options import ReadOptions, Recognise


def options_of(typed: argparse.Namespace) -> ReadOptions:
    """Return the password and the recognition that were typed."""
    return ReadOptions(typed.password, Recognise(typed.recognise))


def bounds_of(typed: argparse.Namespace) -> Bounds:
    """Return what the reading of one file may take."""
    usual = settings.load()
    return Bounds(typed.seconds or usual.reading_seconds, typed.memory or usual.reading_memory_mb)

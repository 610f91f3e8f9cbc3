"""Reusable parts of the window: values in, signals out."""

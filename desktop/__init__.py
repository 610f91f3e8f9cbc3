"""公报审校台: turn government gazettes into reviewed records. Imports nothing, so that every part can be used alone."""

__version__ = "0.1.0"

"""OFD files (GB/T 33190-2016): a ZIP archive of XML parts that say what is drawn where."""

from desktop.parsing.readers.ofd.reading import read

__all__ = ["read"]

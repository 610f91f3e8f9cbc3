"""Finding words in all documents of a store, by an index that follows the journal."""

from desktop.store.search.gathering import Gathered
from desktop.store.search.search import Found, Search, never

__all__ = ["Found", "Gathered", "Search", "never"]

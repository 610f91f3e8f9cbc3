"""The store: parsed sources, review state and journal in one folder. The only importer of SQLite."""

from desktop.store.expunge import Expunging
from desktop.store.journal import Approval, sealed
from desktop.store.store import Store
from desktop.store.verification import Fault, VerifyReport

__all__ = ["Approval", "Expunging", "Fault", "Store", "VerifyReport", "sealed"]

"""An approved record with a 密级, as an older version of the program could leave it in a store."""

from __future__ import annotations

from desktop.domain.edits import Change, Step, Verb, field_facet
from desktop.domain.facets import correction_to_json
from desktop.domain.record import Correction
from desktop.store import Store


def make_secret(store: Store, record_id: int) -> None:
    """Give a record a 密级 and leave its approval as it is."""
    told = correction_to_json(Correction("秘密★1年"))
    store.apply(Step(Verb.CORRECT, (Change(record_id, field_facet("secrecy"), None, told),)), "李")

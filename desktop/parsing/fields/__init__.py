"""The field rules: one module per family, all reading from one dossier."""

from __future__ import annotations

from desktop.domain.document import Issue
from desktop.domain.fields import SPEC, Field
from desktop.parsing import dossier
from desktop.parsing.claims import absent
from desktop.parsing.fields import (
    appointments,
    attachments,
    basis,
    colophon,
    column,
    dating,
    force,
    heading,
    marks,
    meeting,
    number,
    organs,
    repeals,
    sensitive,
)
from desktop.parsing.outline import Reading

_FAMILIES = (
    heading,
    number,
    organs,
    dating,
    column,
    meeting,
    force,
    repeals,
    basis,
    attachments,
    appointments,
    marks,
    sensitive,
    colophon,
)


def read_fields(reading: Reading, issue: Issue | None = None) -> dict[str, Field]:
    """Return a claim for every field of `domain.fields.SPEC`. Never raises for odd text."""
    gathered = dossier.gather(reading, issue)
    claims: dict[str, Field] = {}
    for family in _FAMILIES:
        claims.update(family.read(gathered))
    return {key: claims.get(key) or absent(spec.form, 1.0, "") for key, spec in SPEC.items()}

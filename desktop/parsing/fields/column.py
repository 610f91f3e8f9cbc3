"""栏目: the column of the contents list, or the regional heading of a compilation."""

from __future__ import annotations

from desktop.domain.fields import Field, Form
from desktop.parsing.claims import absent, state
from desktop.parsing.confidence import CERTAIN, LIKELY
from desktop.parsing.dossier import Dossier


def read(dossier: Dossier) -> dict[str, Field]:
    """Read column."""
    outline = dossier.parts.reading.outline
    if outline.column is None:
        return {"column": absent(Form.TEXT, CERTAIN, "没有栏目")}
    if outline.entry is not None:
        spans = (outline.entry.span,) if outline.entry.span else ()
        return {"column": state(dossier.parts.source, outline.column, spans, CERTAIN, "目录中的栏目")}
    return {"column": state(dossier.parts.source, outline.column, (), LIKELY, "所在部分的标题")}

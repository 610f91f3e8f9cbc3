"""The published JSON Schema says what the JSON exports hold, and no more."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from hostile import HOSTILE
from referencing import Registry, Resource

from desktop import paths
from desktop.domain.disclosure import Disclosure
from desktop.domain.fields import FIELDS
from desktop.export import ExportRow, write


def schema(name: str) -> Any:
    return json.loads((paths.resources() / "schemas" / f"{name}.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def validator() -> Callable[[str], Any]:
    record = schema("record")
    known: Any = Registry().with_resource(record["$id"], Resource.from_contents(record))

    def of(name: str) -> Any:
        asked = schema(name)
        jsonschema.Draft202012Validator.check_schema(asked)
        return jsonschema.Draft202012Validator(asked, registry=known)

    return of


@pytest.mark.parametrize("text", [*HOSTILE, None], ids=range(len(HOSTILE) + 1))
def test_what_is_written_is_valid(
    make_row: Callable[..., ExportRow], validator: Callable[[str], Any], text: str | None
) -> None:
    rows = [make_row({} if text is None else {"title": text, "issuers": (text,)}), make_row()]
    stream = io.BytesIO()
    assert write("json", rows, stream) == 2
    validator("export").validate(json.loads(stream.getvalue().decode("utf-8")))
    lines = io.BytesIO()
    assert write("jsonl", rows, lines) == 2
    for line in lines.getvalue().splitlines():
        validator("record").validate(json.loads(line))


def test_the_schema_names_every_field_by_its_label() -> None:
    fields = schema("record")["properties"]["fields"]
    assert {key: told["title"] for key, told in fields["properties"].items()} == {
        spec.key: spec.label for spec in FIELDS
    }
    assert fields["required"] == [spec.key for spec in FIELDS]
    assert schema("record")["properties"]["disclosure"]["enum"] == ["", *(one.value for one in Disclosure)]


@pytest.mark.parametrize(
    "broken", [{"id": "7"}, {"more": 1}, {"pages": "三"}, {"fields": {}}], ids=["id", "more", "pages", "fields"]
)
def test_the_schema_finds_what_is_wrong(
    make_row: Callable[..., ExportRow], validator: Callable[[str], Any], broken: dict[str, object]
) -> None:
    stream = io.BytesIO()
    write("jsonl", [make_row()], stream)
    assert not validator("record").is_valid({**json.loads(stream.getvalue()), **broken})

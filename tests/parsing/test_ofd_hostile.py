"""OFD files that are encrypted, damaged or made to harm: an error of their own, in bounded time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ofd_samples import (
    DOCUMENT,
    FIRST,
    RESOURCES,
    SENTENCE,
    SPACE,
    Parts,
    packed,
    page,
    parts_of,
    path,
    read,
    text,
)

from desktop.domain import errors
from tests.helpers.examples import examples

LONGEST = 20.0
"""Seconds; a busy machine is allowed for."""

WHOLE = packed(parts_of(page(text(SENTENCE) + path("M 20 50 L 180 50 B 1 2 3 4 5 6 C"))))


def with_part(name: str, content: str | bytes, **more: str) -> Parts:
    return parts_of(page(text(SENTENCE)), **more) | {name: content}


def own_template() -> Parts:
    used = '<ofd:Template TemplateID="5"/>'
    common = '<ofd:TemplatePage ID="5" BaseLoc="Pages/Page_0/Content.xml"/>'
    return parts_of(page(text(SENTENCE), used), common=common)


def many_templates() -> Parts:
    names = [f"T{number}.xml" for number in range(6)]
    common = "".join(f'<ofd:TemplatePage ID="{index}" BaseLoc="{name}"/>' for index, name in enumerate(names))
    parts = parts_of(page(text(SENTENCE), '<ofd:Template TemplateID="0"/>'), common=common)
    for index, name in enumerate(names):
        parts[f"Doc_0/{name}"] = page("", f'<ofd:Template TemplateID="{index + 1}"/>' * 50)
    return parts


def figures(count: int, each: int) -> Parts:
    """Return a file whose figures are made of the next figure, `each` times; the last is made of the first."""
    units = "".join(
        f'<ofd:CompositeGraphicUnit ID="{number}" Width="9" Height="9"><ofd:Content>'
        + f'<ofd:CompositeObject ID="1" Boundary="0 0 9 9" ResourceID="{(number + 1) % count}"/>' * each
        + "</ofd:Content></ofd:CompositeGraphicUnit>"
        for number in range(count)
    )
    drawn = '<ofd:CompositeObject ID="1" Boundary="0 0 9 9" ResourceID="0"/>'
    resources = f"<ofd:CompositeGraphicUnits>{units}</ofd:CompositeGraphicUnits>"
    return parts_of(page(text(SENTENCE) + drawn), resources=resources)


def own_parameters() -> Parts:
    params = '<ofd:DrawParams><ofd:DrawParam ID="1" Relative="2"/><ofd:DrawParam ID="2" Relative="1"/></ofd:DrawParams>'
    return parts_of(page(text(SENTENCE, more='DrawParam="1"')), resources=params)


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        pytest.param(own_template(), errors.SourceUnsafe, id="a page that is its own template"),
        pytest.param(many_templates(), errors.SourceUnsafe, id="templates of templates"),
        pytest.param(figures(1, 1), errors.SourceUnsafe, id="a figure that holds itself"),
        pytest.param(figures(3, 40), errors.SourceUnsafe, id="figures of figures"),
        pytest.param(
            with_part(FIRST, page("<ofd:PageBlock>" * 10_000 + "</ofd:PageBlock>" * 10_000)),
            errors.SourceUnsafe,
            id="blocks without end",
        ),
        pytest.param(
            with_part(DOCUMENT, f'<!DOCTYPE a [<!ENTITY b "c">]><ofd:Document {SPACE}>&b;</ofd:Document>'),
            errors.SourceUnsafe,
            id="entities",
        ),
        pytest.param(with_part(FIRST, page(" " * 60_000_000)), errors.SourceUnsafe, id="a page that unpacks large"),
        pytest.param(with_part("../outside.xml", ""), errors.SourceUnsafe, id="a name outside"),
        pytest.param(with_part("Doc_0/Encryptions.xml", ""), errors.SourceEncrypted, id="encrypted"),
        pytest.param(with_part(FIRST, "<a"), errors.SourceDamaged, id="only page damaged"),
        pytest.param(with_part(DOCUMENT, "<a"), errors.SourceDamaged, id="document damaged"),
        pytest.param(with_part(RESOURCES, "<a"), errors.SourceDamaged, id="resources damaged"),
        pytest.param(with_part("OFD.xml", "<OFD/>"), errors.SourceDamaged, id="no document"),
        pytest.param(parts_of(), errors.SourceDamaged, id="no pages"),
        pytest.param(parts_of(page("")), errors.SourceEmpty, id="nothing printed"),
    ],
)
def test_what_cannot_be_read_has_an_error_of_its_own(parts: Parts, error: type[errors.SourceError]) -> None:
    begun = time.process_time()
    with pytest.raises(error):
        read(parts)
    assert time.process_time() - begun < LONGEST


@pytest.mark.parametrize(
    "objects",
    [
        pytest.param(text(SENTENCE, code='DeltaX="g 2000000000 4"'), id="repeats"),
        pytest.param(text(SENTENCE, code='DeltaX="g -5 nan inf 1e308 x"'), id="no distances"),
        pytest.param(text(SENTENCE) + text("甲", x=1e300, y=-1e300), id="far outside"),
        pytest.param(text(SENTENCE) + text("甲", size=0) + text("甲", more='CTM="0 0 0 0 0 0"'), id="no size"),
        pytest.param(text(SENTENCE) + path("M L B Q A S C 1 2 x y M 1"), id="a broken path"),
        pytest.param(text(SENTENCE) + path("".join(f"M {n % 997} {n}" for n in range(90_000))), id="a long path"),
        pytest.param(
            text(SENTENCE, inner='<ofd:CGTransform CodePosition="-9" CodeCount="999999999"><ofd:Glyphs>1 2</ofd:Glyphs>'
                 "</ofd:CGTransform>"),
            id="glyphs for codes without end",
        ),
        pytest.param(text(SENTENCE) + '<ofd:ImageObject ID="1" Boundary="0 0 9 9" ResourceID="77"/>', id="no picture"),
    ],
)  # fmt: skip
def test_senseless_numbers_do_no_harm(objects: str) -> None:
    begun = time.process_time()
    assert SENTENCE in "".join(read(parts_of(page(objects))).text.split())
    assert time.process_time() - begun < LONGEST


def test_parameters_that_refer_to_each_other_end() -> None:
    assert read(own_parameters()).text.strip() == SENTENCE


def test_many_objects_are_read_in_bounded_time() -> None:
    begun = time.process_time()
    read(parts_of(page("".join(text("云", 4 * (n % 50), 4 * (n // 50)) for n in range(20_000)))))
    assert time.process_time() - begun < LONGEST


@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=4))
@settings(max_examples=examples(150))
def test_a_damaged_file_is_read_or_refused_in_words(place: int, junk: bytes) -> None:
    raw = WHOLE[:place] + junk + WHOLE[place + len(junk) :]
    try:
        read(raw)
    except errors.SourceError:
        return


@given(st.text(alphabet='MLBQASC0123456789.- "&<>g', max_size=60))
@settings(max_examples=examples(150))
def test_any_path_and_distances_are_taken(data: str) -> None:
    safe = data.replace("&", "").replace("<", "").replace(">", "").replace('"', "")
    source = read(parts_of(page(text(SENTENCE) + text("甲乙", y=90, code=f'DeltaX="{safe}"') + path(safe))))
    assert SENTENCE in "".join(source.text.split())


@pytest.mark.parametrize("end", [30, 200, -40])
def test_a_file_that_breaks_off_is_damaged(end: int) -> None:
    with pytest.raises(errors.SourceDamaged):
        read(WHOLE[:end])

import pytest

from desktop.parsing.numerals import number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024", 2024),
        ("２０２４", 2024),
        ("二〇二四", 2024),
        ("二○二四", 2024),
        ("二零二四", 2024),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十三", 23),
        ("廿三", 23),
        ("卅一", 31),
        ("一百零五", 105),
        ("二百三十", 230),
        ("两千", 2000),
        ("", None),
        ("第三", None),
        ("十月", None),
        ("二三十", None),
    ],
)
def test_number_reads_every_way_of_writing(text: str, value: int | None) -> None:
    assert number(text) == value

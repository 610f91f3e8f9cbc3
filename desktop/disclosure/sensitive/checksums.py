"""Check digits and codes of places: what tells a number of a person from a number that only looks like one."""

from __future__ import annotations

from calendar import monthrange

_PROVINCES = frozenset(
    str(code)
    for codes in (range(11, 16), range(21, 24), range(31, 38), range(41, 47), range(50, 55), range(61, 66), (71, 91))
    for code in (*codes, 81, 82, 83)
)
"""GB/T 2260, with 81 to 83 for residents from 港澳台 and 91 for permanent residents from abroad."""
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def has_place_and_birth(number: str) -> bool:
    """Tell whether 18 characters or 15 digits begin as a 居民身份证号 does: a province, and a day of birth."""
    if number[:2] not in _PROVINCES:
        return False
    if len(number) == 15:
        return _is_day(1900 + int(number[6:8]), number[8:12])
    return "1900" <= number[6:10] <= "2099" and _is_day(int(number[6:10]), number[10:14])


def fits_id_card(number: str) -> bool:
    """Tell whether the last of 18 characters is the check digit of the others (GB 11643, MOD 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(_ID_WEIGHTS, number, strict=False))
    return "10X98765432"[total % 11] == number[17].upper()


def fits_luhn(number: str) -> bool:
    """Tell whether digits satisfy Luhn's check (GB/T 17552), as the numbers of bank cards do."""
    digits = [int(digit) for digit in reversed(number)]
    return (sum(digits[::2]) + sum(_DOUBLED[digit] for digit in digits[1::2])) % 10 == 0 and any(digits)


def fits_credit_code(code: str) -> bool:
    """Tell whether 18 characters are a 统一社会信用代码 (GB 32100): its signs, its check sign."""
    if any(sign not in _CREDIT_SIGNS for sign in code):
        return False
    total = sum(weight * _CREDIT_SIGNS.index(sign) for weight, sign in zip(_CREDIT_WEIGHTS, code, strict=False))
    return _CREDIT_SIGNS[-total % 31] == code[17]


def _is_day(year: int, month_and_day: str) -> bool:
    month, day = int(month_and_day[:2]), int(month_and_day[2:])
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]

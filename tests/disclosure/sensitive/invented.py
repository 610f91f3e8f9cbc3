"""Numbers of persons and organisations that do not exist, with valid check digits."""

from __future__ import annotations

import random
import string
from collections.abc import Sequence

from stdnum import luhn
from stdnum.cn import ric, uscc

_AREAS = ("110101", "320102", "330106", "420111", "440305", "510107", "610113", "650102")
_PLATES = "京津沪渝冀豫辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼云"
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_DASHES = "-—－–―"


class Invented:
    """A source of numbers; the same seed gives the same ones."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def id_card(self, last: str | None = None, area: str | None = None) -> str:
        """Return a 居民身份证号 of 18 characters; `last` is the check digit that it shall have."""
        while True:
            head = (area or self._chance.choice(_AREAS)) + self._day() + self.digits(3)
            whole = head + ric.calc_check_digit(head + "0")
            if (last is None and whole[-1] != "X") or whole[-1] == last:
                return whole

    def wrong_id_card(self) -> str:
        """Return 18 digits of which the last is not their check digit."""
        right = self.id_card()
        return right[:-1] + str((int(right[-1]) + 1) % 10)

    def old_id_card(self) -> str:
        """Return a 居民身份证号 of 15 digits."""
        return self._chance.choice(_AREAS) + self._day()[2:] + self.digits(3)

    def mobile(self) -> str:
        """Return a mobile number."""
        return self._chance.choice(("138", "139", "150", "158", "177", "186", "199", "166")) + self.digits(8)

    def line(self) -> str:
        """Return a telephone number without area code."""
        return self._chance.choice("235678") + self.digits(6)

    def mail(self) -> str:
        """Return a mail address."""
        name = self._chance.choice(("ycswxk", "dk_jj", "li.min", "zhou1985", "252478", "xxzx-yc"))
        return f"{name}{self.digits(2)}@{self._chance.choice(('yunchuan.example', '163.example', 'qq.example.cn'))}"

    def qq(self) -> str:
        """Return a QQ number."""
        return self._chance.choice("123456789") + self.digits(self._chance.randint(6, 9))

    def wechat(self) -> str:
        """Return a name at 微信."""
        return self._chance.choice(("wxid_", "yc-", "Liming")) + "".join(
            self._chance.choice(string.ascii_lowercase + string.digits) for _ in range(6)
        )

    def bank_card(self) -> str:
        """Return the number of a bank card of 19 digits that satisfies Luhn's check."""
        head = self._chance.choice(("622848", "621799", "623059", "621226")) + self.digits(12)
        return head + luhn.calc_check_digit(head)

    def account(self) -> str:
        """Return the number of an account that satisfies no check."""
        while True:
            number = "5101" + self.digits(14) + self._chance.choice("0123456789")
            if not luhn.is_valid(number):
                return number

    def passport(self) -> str:
        """Return the number of an ordinary passport."""
        start, count = self._chance.choice((("E", 8), ("EA", 7), ("EJ", 7), ("G", 8)))
        return start + self.digits(count)

    def permit(self) -> str:
        """Return the number of a 来往内地通行证."""
        return self._chance.choice("HM") + self.digits(8)

    def taiwan_permit(self) -> str:
        """Return the number of a 来往大陆通行证."""
        return self._chance.choice("012345678") + self.digits(7)

    def plate(self, dot: str = "") -> str:
        """Return a licence plate of seven signs."""
        tail = self._chance.choice((self.digits(5), self._chance.choice(_LETTERS) + self.digits(4)))
        return self._chance.choice(_PLATES) + self._chance.choice("ABCDEF") + dot + tail

    def green_plate(self) -> str:
        """Return a licence plate of eight signs, that of a 新能源汽车."""
        return self._chance.choice(_PLATES) + "A" + self._chance.choice("DF") + self.digits(5)

    def credit_code(self, start: str = "91") -> str:
        """Return a 统一社会信用代码."""
        head = (
            f"{start}{self._chance.choice(_AREAS)}MA{self.digits(3)}{self._chance.choice('ABCDEFGH')}{self.digits(3)}"
        )
        return head + uscc.calc_check_digit(head)

    def dash(self) -> str:
        """Return one of the signs that are printed for a dash."""
        return self._chance.choice(_DASHES)

    def digits(self, count: int) -> str:
        """Return digits."""
        return "".join(self._chance.choice(string.digits) for _ in range(count))

    def wide(self, text: str) -> str:
        """Return a number in full-width digits."""
        return "".join(chr(ord(sign) + 0xFEE0) for sign in text)

    def grouped(self, number: str, sizes: Sequence[int], between: str) -> str:
        """Return a number in groups with something between them."""
        groups, start = [], 0
        for size in sizes:
            groups.append(number[start : start + size])
            start += size
        return between.join(groups)

    def _day(self) -> str:
        return f"{self._chance.randint(1941, 2016)}{self._chance.randint(1, 12):02}{self._chance.randint(1, 28):02}"

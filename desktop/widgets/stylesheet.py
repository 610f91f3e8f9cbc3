"""The one place that turns a theme into a Qt stylesheet."""

from __future__ import annotations

from string import Template

from desktop.widgets.theme import Theme


def build_stylesheet(template: str, theme: Theme, sans: str) -> str:
    """Fill a stylesheet's $tokens from a theme. Raises KeyError for a token that the theme does not know."""
    names = {token.replace("-", "_"): value for token, value in theme.colors.items()}
    names |= {f"type_{token.replace('-', '_')}": str(theme.type(token)) for token in theme.types}
    names |= {f"r_{token}": str(theme.radius(token)) for token in theme.radii}
    names["chip_half"] = str((theme.type("small") + 12) // 2)
    names["sans"] = sans
    return Template(template).substitute(names)

"""The one place where text becomes markup: everything that is not markup already is escaped."""

from markupsafe import Markup, escape


def element(name: str, /, *content: str, **attributes: str | None) -> Markup:
    """``<name attribute="…">content</name>`` for HTML and SVG.

    In attribute names ``_`` stands for ``-`` and a last one is dropped (``class_``); an attribute
    of None is left out.
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(escape(part) for part in content)
    return Markup(f"<{name}{given}>{inner}</{name}>")  # noqa: S704 - every part is escaped above


def joined(parts: list[Markup], between: str = "") -> Markup:
    """Several pieces of markup as one."""
    return Markup(between).join(parts)  # noqa: S704 - the separator is ours

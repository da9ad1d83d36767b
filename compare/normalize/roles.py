"""Roles: the body that a role speaks for, and names without their titles."""

from __future__ import annotations

from compare.normalize.agencies import Agency, agency


def body_of_role(role: str, country: str | None = None) -> Agency | None:
    """The body that somebody of that role speaks for; None where the words do not tell."""
    words = role.split()
    for at in range(len(words), 0, -1):
        if found := agency(" ".join(words[:at]), country):
            return found
    return None


def strip_titles(words: str) -> tuple[str, str | None]:
    """The name, and the titles that stood before it."""
    return words, None

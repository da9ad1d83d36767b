"""The one door to names of persons and bodies."""

from __future__ import annotations

from compare.normalize.agencies import Agency, agency, government_of
from compare.normalize.folding import fold
from compare.normalize.people import Person, person, same_person
from compare.normalize.roles import body_of_role, strip_titles

__all__ = [
    "Agency", "Person", "agency", "body_of_role", "fold", "government_of", "person",
    "same_person", "strip_titles",
]  # fmt: skip

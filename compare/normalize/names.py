"""The one door to names of persons and bodies."""

from __future__ import annotations

from compare.normalize.agencies import Agency, agency, government_of
from compare.normalize.folding import fold
from compare.normalize.people import Person, family_name, person, refers, same_person
from compare.normalize.roles import body_of_role, strip_titles

__all__ = [
    "Agency", "Person", "agency", "body_of_role", "family_name", "fold", "government_of", "person",
    "refers", "same_person", "strip_titles",
]  # fmt: skip

"""Invented people by the thousand, the same each time, as rows of a contact list."""

import csv
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

HEADER = ("Name", "Email", "Country", "City", "Instagram", "Followers", "Engagement rate", "TikTok", "Tags", "Notes")
_FIRST = ("Ana", "Bruno", "Chiara", "Daan", "Élodie", "Fatma", "Greta", "Hugo", "Inés", "Jonas", "Katya", "Léa", "Mira",
          "Noor", "Oskar", "Pilar", "Quim", "Rosa", "Søren", "Tomás", "Uma", "Viktor", "Wanda", "Ximena", "Yara",
          "Zoë")  # fmt: skip
_START = ("Al", "Ber", "Cas", "Dom", "Es", "Fer", "Gar", "Hal", "Ib", "Jor", "Kal", "Lin", "Mar", "Nor", "Ol", "Per")
_END = (
    "ano",
    "bach",
    "court",
    "dal",
    "ez",
    "feld",
    "gren",
    "holm",
    "ini",
    "jac",
    "kamp",
    "lund",
    "mann",
    "nen",
    "otti",
)
_CITIES = (("Madrid", "Spain"), ("Lisbon", "Portugal"), ("Berlin", "Germany"), ("Lyon", "France"), ("Oslo", "Norway"))
_TAGS = ("home", "lifestyle", "cooking", "garden", "audio", "travel", "family", "diy", "fashion", "sport")
_WORDS = (
    "likes",
    "coffee",
    "met",
    "at",
    "the",
    "spring",
    "fair",
    "reels",
    "honest",
    "unboxing",
    "quick",
    "to",
    "reply",
)


def rows(count: int, seed: int = 7) -> Iterator[tuple[str, ...]]:
    """That many rows under HEADER, nobody twice."""
    chance = random.Random(seed)  # noqa: S311  the same people each time
    for number in range(count):
        first = chance.choice(_FIRST)
        last = chance.choice(_START) + chance.choice(_END) + chance.choice(_END)
        handle = f"{first}.{last}{number}".lower().replace("é", "e").replace("ø", "o").replace("á", "a")
        handle = handle.replace("ë", "e")
        city, country = chance.choice(_CITIES)
        yield (
            f"{first} {last.capitalize()}", f"{handle}@example.org", country, city, handle,
            str(chance.randrange(500, 900_000)), f"{chance.randrange(5, 900) / 100}%",
            f"{handle}_tt" if number % 3 == 0 else "", ", ".join(chance.sample(_TAGS, 2)),
            " ".join(chance.choices(_WORDS, k=5)),
        )  # fmt: skip


def write_csv(path: Path, count: int, *, every: int = 1) -> Path:
    """Write that many people as a CSV file, or only every second or third of them."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(islice(rows(count), 0, None, every))
    return path

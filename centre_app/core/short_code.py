"""The short code on every printed page: eight letters and digits that a person can read out and type.

Seven characters from a hash, the eighth a check character; the alphabet has no I, L, O or U.
"""

from __future__ import annotations

import hashlib
from typing import Final

__all__ = ["is_short_code", "short_code"]

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 8
_BITS: Final = 5
_WEIGHTS: Final = (1, 3, 5, 7, 9, 11, 13)
"""Odd weights modulo 32: every single wrong character and every swap of unequal neighbours is found,
but for swaps of characters sixteen apart."""


def short_code(content: str, salt: int = 0) -> str:
    """The code of a sheet's content; another salt gives another code where one is taken already."""
    digest = int.from_bytes(hashlib.sha256(f"{salt}\n{content}".encode()).digest(), "big")
    body = "".join(ALPHABET[(digest >> (_BITS * place)) % len(ALPHABET)] for place in range(LENGTH - 1))
    return body + _check(body)


def is_short_code(text: str) -> bool:
    """Whether a text has the form of a code and its check character fits."""
    return len(text) == LENGTH and set(text) <= set(ALPHABET) and _check(text[:-1]) == text[-1]


def _check(body: str) -> str:
    total = sum(weight * ALPHABET.index(letter) for weight, letter in zip(_WEIGHTS, body, strict=True))
    return ALPHABET[total % len(ALPHABET)]

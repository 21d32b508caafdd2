"""The keys of an office: one random secret, wrapped for each user and once for the recovery sheet.

`office.keys` lies beside the database, since it is needed to open it. Each user has a pair of keys (X25519);
the private half is locked by the password (Argon2id, AES-256-GCM), the public half takes the office's secret.
So a new secret can be given to everyone without anyone's password. Removing a user deletes an entry; a person
who kept an old copy of the file still has the old secret, therefore a dismissal is followed by `rotated`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from centre_app.core.refusals.store import (
    KeysDamaged,
    LastWayIn,
    PasswordEmpty,
    RecoveryKeyMistyped,
    RecoveryKeyWrong,
    UserNameTaken,
    WrongPassword,
)

from .files import guarded, write_durably

__all__ = ["FLOOR", "Cost", "Keys", "Purpose", "RecoveryKey", "calibrated", "new_recovery_key"]

_FORMAT: Final = 1
_KEY = 32
_NONCE = 12
_SALT = 16
_MAX_FILE = 4 << 20


class Purpose(StrEnum):
    """What a key is used for; each purpose has a key of its own.

    The last outlives a change of the office's secret: names of papers stand in the tables.
    """

    DATABASE = "database"
    PAPERS = "papers"
    BACKUP = "backup"
    HEAD = "head"
    MARKER = "marker"
    KEY_FILE = "key-file"
    PAPER_NAMES = "paper-names"


_LASTING = frozenset({Purpose.PAPER_NAMES})


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess of a password costs: Argon2id passes, memory in KiB, lanes (RFC 9106)."""

    passes: int
    memory: int
    lanes: int = 1

    @property
    def is_weak(self) -> bool:
        return self.passes < FLOOR.passes or self.memory < FLOOR.memory

    @property
    def is_sane(self) -> bool:
        """Whether a file may ask for it: more would only be a trap for this PC's memory."""
        return (
            1 <= self.passes <= _MOST.passes
            and 1 <= self.lanes <= _MOST.lanes
            and 8 * self.lanes <= self.memory <= _MOST.memory
        )


FLOOR = Cost(passes=3, memory=64 * 1024)
_MOST = Cost(passes=64, memory=1024 * 1024, lanes=8)


def _seconds(cost: Cost) -> float:
    begun = time.perf_counter()
    _stretched("", bytes(_SALT), cost)
    return time.perf_counter() - begun


def calibrated(seconds: Callable[[Cost], float] = _seconds, wanted: float = 0.35) -> Cost:
    """The passes that take about `wanted` seconds on this PC, never below the floor, at most four times it."""
    passes = round(FLOOR.passes * wanted / max(seconds(FLOOR), 1e-6))
    return replace(FLOOR, passes=min(max(passes, FLOOR.passes), 4 * FLOOR.passes))


# The recovery key: 160 bits in 32 letters without I, L, O and U, and two that prove the rest.

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SPOKEN_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BODY = 32
_CHECK_PRIME = 1021  # the largest below 32 x 32: every single slip and every swap of neighbours is found
_GROUP = 5


def _written(value: int, letters: int) -> str:
    return "".join(_LETTERS[(value >> shift) & 31] for shift in range(5 * (letters - 1), -1, -5))


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """The key on the recovery sheet; printed in groups of five."""

    secret: bytes = field(repr=False)

    @property
    def printed(self) -> str:
        """34 letters in groups of five, the last two of which check the others."""
        value = int.from_bytes(self.secret, "big")
        letters = _written(value, _BODY) + _written(value % _CHECK_PRIME, 2)
        return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))

    @classmethod
    def typed(cls, text: str) -> Self:
        """Read a key as typed: any case, any gaps, full-width letters, O for 0, I and L for 1.

        Raises:
            RecoveryKeyMistyped: the length or the check letters are wrong; nothing was tried.
        """
        plain = unicodedata.normalize("NFKC", text).upper().translate(_SPOKEN_ALIKE)
        letters = "".join(letter for letter in plain if letter.isalnum())
        places = [_LETTERS.find(letter) for letter in letters]
        value = 0
        for place in places:
            value = value << 5 | max(place, 0)
        body, check = value >> 10, value & 1023
        if len(letters) != _BODY + 2 or -1 in places or body % _CHECK_PRIME != check:
            raise RecoveryKeyMistyped(got=len(letters))
        return cls(body.to_bytes(20, "big"))


def new_recovery_key() -> RecoveryKey:
    return RecoveryKey(secrets.token_bytes(20))


def _same_name(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip()


def _stretched(password: str, salt: bytes, cost: Cost) -> bytes:
    """A key from a password; the same password typed in full width or half width is the same."""
    text = unicodedata.normalize("NFKC", password).encode()
    return Argon2id(salt=salt, length=_KEY, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory).derive(
        text
    )


def _drawn(secret: bytes, purpose: str, salt: bytes | None = None) -> bytes:
    """A key for one purpose from a secret of full strength (RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=_KEY, salt=salt, info=f"centre/{purpose}".encode()).derive(secret)


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


@dataclass(frozen=True, slots=True)
class _Entry:
    """One way to open the office. `cost` is None for the recovery key, which needs no stretching."""

    who: str
    cost: Cost | None
    salt: bytes
    public: bytes
    locked_private: bytes
    wrapped: bytes

    def as_json(self) -> dict[str, Any]:
        return {
            "who": self.who,
            "kind": "password" if self.cost else "recovery",
            "cost": asdict(self.cost) if self.cost else None,
            "salt": _text(self.salt),
            "public": _text(self.public),
            "locked_private": _text(self.locked_private),
            "wrapped": _text(self.wrapped),
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Self:
        cost = value["cost"]
        sizes = {"salt": _SALT, "public": _KEY, "locked_private": _NONCE + _KEY + 16, "wrapped": _KEY + 2 * _KEY + 16}
        parts = {name: base64.b64decode(value[name], validate=True) for name in sizes}
        entry = cls(
            who=str(value["who"]),
            cost=None if cost is None else Cost(int(cost["passes"]), int(cost["memory"]), int(cost["lanes"])),
            **parts,
        )
        if any(len(parts[name]) != size for name, size in sizes.items()):
            raise ValueError(entry.who)
        if entry.cost is not None and not entry.cost.is_sane:
            raise ValueError(entry.who)
        return entry

    def bound_to(self, office: str, training: bool) -> bytes:
        """What may not be changed about an entry without its password: everything but name and wrapping."""
        return _canonical(
            {
                "office": office,
                "training": training,
                "cost": asdict(self.cost) if self.cost else None,
                "salt": _text(self.salt),
                "public": _text(self.public),
            }
        )


@dataclass(frozen=True, slots=True)
class _Secret:
    """What every entry wraps: the half that can be changed, and the half that lasts."""

    changing: bytes
    lasting: bytes

    @classmethod
    def new(cls) -> Self:
        return cls(secrets.token_bytes(_KEY), secrets.token_bytes(_KEY))

    def wrapped_to(self, public: bytes, office: str) -> bytes:
        """Sealed to a public key: an ephemeral key, and the secret under what the two agree on."""
        ephemeral = X25519PrivateKey.generate()
        shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public))
        head = ephemeral.public_key().public_bytes_raw()
        key = _drawn(shared, "wrap", salt=head + public)
        # Each wrapping has a key of its own, used once, so the nonce may be fixed.
        return head + AESGCM(key).encrypt(bytes(_NONCE), self.changing + self.lasting, office.encode())

    @classmethod
    def unwrapped(cls, wrapped: bytes, private: bytes, office: str) -> Self:
        """Raises InvalidTag when it was sealed to another key or altered."""
        own = X25519PrivateKey.from_private_bytes(private)
        head, sealed = wrapped[:_KEY], wrapped[_KEY:]
        shared = own.exchange(X25519PublicKey.from_public_bytes(head))
        key = _drawn(shared, "wrap", salt=head + own.public_key().public_bytes_raw())
        plain = AESGCM(key).decrypt(bytes(_NONCE), sealed, office.encode())
        return cls(plain[:_KEY], plain[_KEY:])


@dataclass(frozen=True, slots=True)
class _KeyFile:
    """What stands in `office.keys`: readable by all, alterable only by who holds the secret."""

    office: str
    training: bool
    generation: int
    entries: tuple[_Entry, ...]
    seal: bytes = b""

    def body(self) -> dict[str, Any]:
        return {
            "format": _FORMAT,
            "office": self.office,
            "training": self.training,
            "generation": self.generation,
            "entries": [entry.as_json() for entry in self.entries],
        }

    def sealed_by(self, key: bytes) -> bytes:
        return hmac.digest(key, _canonical(self.body()), "sha256")

    def to_bytes(self) -> bytes:
        body = self.body() | {"seal": _text(self.seal)}
        check = hashlib.sha256(_canonical(body)).hexdigest()
        return json.dumps(body | {"check": check}, ensure_ascii=False, indent=1).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """Raises ValueError, KeyError or TypeError on anything that this program did not write."""
        body = json.loads(content)
        check = body.pop("check")
        if check != hashlib.sha256(_canonical(body)).hexdigest() or body["format"] != _FORMAT:
            raise ValueError(check)
        found = cls(
            office=str(body["office"]),
            training=body["training"] is True,
            generation=int(body["generation"]),
            entries=tuple(_Entry.from_json(entry) for entry in body["entries"]),
            seal=base64.b64decode(body["seal"], validate=True),
        )
        if found.to_bytes() != content:
            raise ValueError(check)
        return found


class Keys:
    """The opened keys of an office. Made by `create`, `open` or `recover`; changes are stored at once."""

    def __init__(self, path: Path, file: _KeyFile, secret: _Secret) -> None:
        self.path = path
        self._file = file
        self._secret = secret
        self._replaced: _KeyFile | None = None

    # Ways in.

    @classmethod
    def create(
        cls, path: Path, user: str, password: str, *, training: bool = False, cost: Cost | None = None
    ) -> tuple[Self, RecoveryKey]:
        """Draw a new secret and write the file with one user and the recovery key.

        An office for training holds invented people only, and only it may use a `cost` below the floor. Without
        one the cost is calibrated on this PC.

        Raises:
            PasswordEmpty: the password is empty.
            ValueError: `cost` is below the floor and the office is not for training.
        """
        file = _KeyFile(secrets.token_hex(16), training, 1, ())
        keys = cls(path, file, _Secret.new())
        recovery = new_recovery_key()
        entries = (
            keys._password_entry(user, password, cost or calibrated()),
            keys._recovery_entry(recovery),
        )
        keys.replace_entries(entries)
        return keys, recovery

    @classmethod
    def open(cls, path: Path, user: str, password: str, newest_backup: Callable[[], str] = str) -> Self:
        """Open by name and password.

        Raises:
            WrongPassword: the name is unknown or the password does not fit (said alike, and taking as long).
            KeysDamaged: the file is not as it was written.
        """
        file = cls._read(path, newest_backup)
        passwords = [entry for entry in file.entries if entry.cost is not None]
        known = [entry for entry in passwords if entry.who == _same_name(user)]
        entry = (known or passwords)[0] if passwords else None
        if entry is None or entry.cost is None:
            raise WrongPassword
        lock = _stretched(password, entry.salt, entry.cost)
        if not known:
            raise WrongPassword
        try:
            return cls._entered(path, file, entry, lock)
        except InvalidTag as error:
            raise WrongPassword from error
        except ValueError as error:
            raise KeysDamaged(file=path.name, backup=newest_backup()) from error

    @classmethod
    def recover(cls, path: Path, key: RecoveryKey, newest_backup: Callable[[], str] = str) -> Self:
        """Open by the recovery sheet.

        Raises:
            RecoveryKeyWrong: the sheet belongs to another office or was replaced.
            KeysDamaged: the file is not as it was written.
        """
        file = cls._read(path, newest_backup)
        for entry in file.entries:
            if entry.cost is None:
                try:
                    return cls._entered(path, file, entry, _drawn(key.secret, "recovery", salt=entry.salt))
                except InvalidTag:
                    continue
                except ValueError as error:
                    raise KeysDamaged(file=path.name, backup=newest_backup()) from error
        raise RecoveryKeyWrong

    @classmethod
    def office_of(cls, path: Path) -> str | None:
        """Which office a key file says it is of; None where there is none or it is damaged."""
        try:
            return cls._read(path, str).office
        except KeysDamaged:
            return None

    @classmethod
    def training_user_of(cls, path: Path) -> str | None:
        """The first user of an office for training; None for any other office, and where there is none."""
        try:
            file = cls._read(path, str)
        except KeysDamaged:
            return None
        return next((entry.who for entry in file.entries if entry.cost is not None), None) if file.training else None

    @classmethod
    def users_of(cls, path: Path) -> tuple[str, ...]:
        """Who can open the office by password, as its key file says unproven; none where there is none."""
        try:
            file = cls._read(path, str)
        except KeysDamaged:
            return ()
        return tuple(entry.who for entry in file.entries if entry.cost is not None)

    def reopened(self, path: Path) -> Self:
        """Another key file under the same secret, as a backup of the office holds it.

        Raises:
            WrongPassword: it belongs to another office or an earlier secret.
            KeysDamaged: it is not as it was written.
        """
        return type(self)(path, self._proven(path), self._secret)

    def _proven(self, path: Path) -> _KeyFile:
        file = self._read(path, str)
        if (file.office, file.generation) != (self.office, self.generation):
            raise WrongPassword
        if not hmac.compare_digest(file.seal, file.sealed_by(self.key(Purpose.KEY_FILE))):
            raise KeysDamaged(file=path.name)
        return file

    def _refresh(self) -> None:
        """Another process may have changed the file since; changes come one after another in the writers' turn."""
        self._file = self._proven(self.path)

    @classmethod
    def _read(cls, path: Path, newest_backup: Callable[[], str]) -> _KeyFile:
        with guarded(path):
            try:
                with path.open("rb") as file:
                    content = file.read(_MAX_FILE)
            except FileNotFoundError as error:
                raise KeysDamaged(file=path.name, backup=newest_backup()) from error
        try:
            return _KeyFile.from_bytes(content)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise KeysDamaged(file=path.name, backup=newest_backup()) from error

    @classmethod
    def _entered(cls, path: Path, file: _KeyFile, entry: _Entry, lock: bytes) -> Self:
        nonce, sealed = entry.locked_private[:_NONCE], entry.locked_private[_NONCE:]
        private = AESGCM(lock).decrypt(nonce, sealed, entry.bound_to(file.office, file.training))
        keys = cls(path, file, _Secret.unwrapped(entry.wrapped, private, file.office))
        if not hmac.compare_digest(file.seal, file.sealed_by(keys.key(Purpose.KEY_FILE))):
            raise ValueError(file.office)
        return keys

    # What it is.

    @property
    def office(self) -> str:
        """The store's random name, the same in every copy of it."""
        return self._file.office

    @property
    def training(self) -> bool:
        """Whether the office was made for training with invented people."""
        return self._file.training

    @property
    def generation(self) -> int:
        """How many secrets the office has had."""
        return self._file.generation

    @property
    def users(self) -> tuple[str, ...]:
        """Who can open the office by password."""
        return tuple(entry.who for entry in self._file.entries if entry.cost is not None)

    def key(self, purpose: Purpose) -> bytes:
        """The key of 32 bytes for one purpose."""
        return self._drawn[purpose]

    @cached_property
    def _drawn(self) -> dict[Purpose, bytes]:
        halves = {True: self._secret.lasting, False: self._secret.changing}
        return {purpose: _drawn(halves[purpose in _LASTING], purpose) for purpose in Purpose}

    @contextmanager
    def put_back_on_failure(self) -> Iterator[None]:
        """Take back what is changed in this block when it fails: for a change that belongs to an act of the store."""
        self._replaced = None
        try:
            yield
        except BaseException:
            if self._replaced is not None:
                write_durably(self.path, self._replaced.to_bytes(), private=True)
                self._file = self._replaced
            raise

    # Changes. Each begins with the file as it is now and raises KeysDamaged where that is not whole.

    def add(self, user: str, password: str, *, cost: Cost | None = None) -> None:
        """Give one more user a way in.

        Raises:
            UserNameTaken, PasswordEmpty: nothing was written.
        """
        self._refresh()
        if _same_name(user) in self.users:
            raise UserNameTaken(user=user)
        entry = self._password_entry(user, password, cost or self._usual_cost())
        self.replace_entries((*self._file.entries, entry))

    def set_password(self, user: str, password: str, *, cost: Cost | None = None) -> None:
        """Replace a user's password, or give one to a user who has none; the old one stops working."""
        self._refresh()
        entry = self._password_entry(user, password, cost or self._usual_cost())
        if entry.who in self.users:
            kept = (entry if e.cost is not None and e.who == entry.who else e for e in self._file.entries)
            self.replace_entries(tuple(kept))
        else:
            self.replace_entries((*self._file.entries, entry))

    def remove(self, user: str) -> None:
        """Take a user's way in. Who kept an old copy of the files still has the secret: rotate after that.

        Raises:
            LastWayIn: nobody else could open the office.
        """
        self._refresh()
        if self.users == (_same_name(user),):
            raise LastWayIn(user=user)
        self.replace_entries(tuple(e for e in self._file.entries if e.cost is None or e.who != _same_name(user)))

    def new_recovery(self, recovery: RecoveryKey | None = None) -> RecoveryKey:
        """A new recovery key, the one that is given or one drawn here; the sheet printed before stops working."""
        self._refresh()
        recovery = recovery or new_recovery_key()
        kept = tuple(entry for entry in self._file.entries if entry.cost is not None)
        self.replace_entries((*kept, self._recovery_entry(recovery)))
        return recovery

    def rotated(self, path: Path, *, without: Iterable[str] = ()) -> Self:
        """Write to `path` a key file with a new secret for the same users and the same recovery sheet.

        What was encrypted under the old secret must be encrypted anew by the caller; see `db.rotation`.

        Raises:
            LastWayIn: nobody but those named `without` could open the office.
        """
        self._refresh()
        gone = {_same_name(user) for user in without}
        if gone.issuperset(self.users):
            raise LastWayIn(user=self.users[0])
        secret = replace(self._secret, changing=secrets.token_bytes(_KEY))
        entries = tuple(
            replace(entry, wrapped=secret.wrapped_to(entry.public, self.office))
            for entry in self._file.entries
            if entry.cost is None or entry.who not in gone
        )
        keys = type(self)(path, replace(self._file, generation=self.generation + 1), secret)
        keys.replace_entries(entries)
        return keys

    def as_bytes(self) -> bytes:
        """The file's content, for a backup; as it was last read where the file has been damaged since."""
        with suppress(KeysDamaged):
            self._refresh()
        return self._file.to_bytes()

    def _usual_cost(self) -> Cost:
        """What the office's first user got, so that an office keeps one strength."""
        costs = [entry.cost for entry in self._file.entries if entry.cost is not None]
        return costs[0] if costs else calibrated()

    def _password_entry(self, user: str, password: str, cost: Cost) -> _Entry:
        if not password:
            raise PasswordEmpty
        if cost.is_weak and not self.training:
            raise ValueError(cost)
        salt = secrets.token_bytes(_SALT)
        return self._entry(_same_name(user), cost, salt, _stretched(password, salt, cost))

    def _recovery_entry(self, recovery: RecoveryKey) -> _Entry:
        salt = secrets.token_bytes(_SALT)
        return self._entry("", None, salt, _drawn(recovery.secret, "recovery", salt=salt))

    def _entry(self, who: str, cost: Cost | None, salt: bytes, lock: bytes) -> _Entry:
        private = X25519PrivateKey.generate()
        public = private.public_key().public_bytes_raw()
        open_entry = _Entry(who, cost, salt, public, b"", self._secret.wrapped_to(public, self.office))
        nonce = secrets.token_bytes(_NONCE)
        bound = open_entry.bound_to(self.office, self.training)
        return replace(
            open_entry,
            locked_private=nonce + AESGCM(lock).encrypt(nonce, private.private_bytes_raw(), bound),
        )

    def replace_entries(self, entries: tuple[_Entry, ...]) -> None:
        """Seal and store the file with these entries instead of its present ones."""
        file = replace(self._file, entries=entries)
        file = replace(file, seal=file.sealed_by(self.key(Purpose.KEY_FILE)))
        write_durably(self.path, file.to_bytes(), private=True)
        self._replaced, self._file = self._file, file

"""Drafts in one table: every committed change is saved, and a second writer is noticed. Logos in
another, each under a name that its content gives it. In a third, the earlier result that a draft is
held against.

The address is SQLAlchemy's; without one, a SQLite file in the user's data folder.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from platformdirs import user_data_path

from advisor.brief import Brief, canonical, from_json

ADDRESS = "METRIC_TRADEOFFS_DB"
_METADATA = sa.MetaData()
_DRAFTS = sa.Table(
    "draft",
    _METADATA,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
    sa.Column("created", sa.String(32), nullable=False),
    sa.Column("updated", sa.String(32), nullable=False),
)
_PICTURES = sa.Table(
    "picture",
    _METADATA,
    sa.Column("name", sa.String(32), primary_key=True),
    sa.Column("address", sa.Text, nullable=False),
)


_EARLIER = sa.Table(
    "earlier",
    _METADATA,
    sa.Column("draft", sa.String(32), primary_key=True),
    sa.Column("document", sa.Text, nullable=False),
)


class Conflict(RuntimeError):
    """Somebody else saved the draft in between."""


class Unavailable(RuntimeError):
    """The store cannot be reached or written; `expected` says what would be needed."""

    def __init__(self, reason: str) -> None:
        self.expected = f"a database that can be written ({reason})"
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Draft:
    """A brief with its place in the store."""

    id: str
    revision: int
    brief: Brief


class Store:
    """Drafts behind one engine; safe to share between threads. Methods raise Unavailable."""

    def __init__(self, url: str) -> None:
        self._engine = sa.create_engine(url)
        self._ready = False
        if self._engine.dialect.name == "sqlite":
            sa.event.listen(self._engine, "connect", _careful)

    @contextmanager
    def _connected(self) -> Iterator[sa.Connection]:
        """One transaction; the table is made at the first."""
        try:
            if not self._ready:
                _METADATA.create_all(self._engine)
                self._ready = True
            with self._engine.begin() as connection:
                yield connection
        except sa.exc.SQLAlchemyError as error:
            raise Unavailable(str(getattr(error, "orig", error))) from error

    def create(self, brief: Brief, draft_id: str | None = None) -> Draft:
        """A new draft under the id if that is free, else under one that cannot be guessed."""
        if draft_id is None or self.revision(draft_id):
            draft_id = secrets.token_urlsafe(9)
        draft = Draft(draft_id, 1, brief)
        now = _now()
        with self._connected() as connection:
            connection.execute(
                _DRAFTS.insert().values(
                    id=draft.id,
                    revision=1,
                    document=canonical(brief),
                    created=now,
                    updated=now,
                )
            )
        return draft

    def revision(self, draft_id: str) -> int | None:
        """How often the draft was saved, or None where there is none."""
        with self._connected() as connection:
            found: int | None = connection.execute(
                sa.select(_DRAFTS.c.revision).where(_DRAFTS.c.id == draft_id)
            ).scalar_one_or_none()
        return found

    def load(self, draft_id: str) -> Draft | None:
        """The draft, or None. Raises BriefError where a newer release has saved it."""
        with self._connected() as connection:
            row = connection.execute(
                sa.select(_DRAFTS.c.revision, _DRAFTS.c.document).where(_DRAFTS.c.id == draft_id)
            ).one_or_none()
        return None if row is None else Draft(draft_id, row.revision, from_json(row.document))

    def save(self, draft: Draft, brief: Brief) -> Draft:
        """The draft with a new brief. Raises Conflict where it was saved elsewhere since."""
        with self._connected() as connection:
            done = connection.execute(
                _DRAFTS.update()
                .where(_DRAFTS.c.id == draft.id, _DRAFTS.c.revision == draft.revision)
                .values(revision=draft.revision + 1, document=canonical(brief), updated=_now())
            )
            if done.rowcount != 1:
                raise Conflict(draft.id)
        return Draft(draft.id, draft.revision + 1, brief)

    def keep(self, picture: str) -> str:
        """Keeps a picture, a data address, and returns the name that its content gives it. The same
        picture is kept once, so that copies of a design share it."""
        name = hashlib.sha256(picture.encode()).hexdigest()[:32]
        if self.kept(name) is None:
            with self._connected() as connection:
                connection.execute(_PICTURES.insert().values(name=name, address=picture))
        return name

    def kept(self, name: str) -> str | None:
        """The picture of a name, or None where it is not kept here."""
        with self._connected() as connection:
            found: str | None = connection.execute(
                sa.select(_PICTURES.c.address).where(_PICTURES.c.name == name)
            ).scalar_one_or_none()
        return found

    def put_beside(self, draft_id: str, document: str) -> None:
        """Keeps an earlier result, as text, beside a draft; another one before it goes."""
        with self._connected() as connection:
            connection.execute(_EARLIER.delete().where(_EARLIER.c.draft == draft_id))
            connection.execute(_EARLIER.insert().values(draft=draft_id, document=document))

    def beside(self, draft_id: str) -> str | None:
        """The earlier result beside a draft, or None where there is none."""
        with self._connected() as connection:
            found: str | None = connection.execute(
                sa.select(_EARLIER.c.document).where(_EARLIER.c.draft == draft_id)
            ).scalar_one_or_none()
        return found


def default_url() -> str:
    """The address from the environment (a URL, or a path of a file), else the user's own folder."""
    given = os.environ.get(ADDRESS)
    if given and "://" in given:
        return given
    path = Path(given) if given else user_data_path("metric-tradeoffs") / "designs.db"
    with suppress(OSError):  # a folder that cannot be made shows when the store is first asked
        path.parent.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{path}"


def _careful(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

"""Write the next migration from what the models say and the present tables lack; read it before keeping it.

python installer/draft_migration.py "what the step does, as a sentence"
"""

from __future__ import annotations

import sys
from pathlib import Path

import sqlalchemy as sa
from sqlcipher3 import dbapi2 as cipher

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from centre_app.db import migrate
from centre_app.db.tables import metadata
from centre_app.db.versions import newest_version


def main(sentence: str) -> None:
    engine = sa.create_engine("sqlite://", module=cipher)  # the SQLite that the program brings along
    with engine.begin() as connection:
        if newest_version():
            migrate.build(connection)
        print(migrate.draft(connection, metadata, sentence))


if __name__ == "__main__":
    main(sys.argv[1])

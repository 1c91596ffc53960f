"""Bringing a store's schema up to date: verified copy first, then one transaction, newer refused.

Alembic costs 0.4 s to import, so it is loaded only where the stored revision differs.
"""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from desktop_app.models import cipher
from desktop_app.models.errors import SchemaIsNewer, StoreDamaged

HEAD = "0012"
"""The newest schema this program knows. A test holds it against the scripts."""


def migrate(connection: Any, path: Path, key: bytes) -> None:
    """Upgrade the open file in place. Raises SchemaIsNewer; a failure leaves the file as it was."""
    stored = cipher.stored_revision(connection)
    if stored == HEAD:
        return
    if stored is not None and stored > HEAD:
        raise SchemaIsNewer(stored)
    try:
        if stored is not None:
            save_copy(connection, path.with_suffix(f".before-{HEAD}.db"), key)
        _upgrade(connection)
    except driver.OperationalError as error:
        raise cipher.of_the_disk(error) from error


def save_copy(connection: Any, target: Path, key: bytes) -> None:
    """Keep a copy of the store and prove that it opens. Raises StoreDamaged where it does not."""
    target.unlink(missing_ok=True)
    connection.execute("VACUUM INTO ?", (str(target),))
    target.chmod(0o600)
    copy = cipher.connect(target, key)
    try:
        if copy.execute("PRAGMA cipher_integrity_check").fetchall():
            raise StoreDamaged("the copy made before the upgrade does not read back")
    finally:
        copy.close()


def _upgrade(connection: Any) -> None:
    import sqlalchemy as sa  # noqa: PLC0415  only where an upgrade is due
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.runtime.environment import EnvironmentContext  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "desktop_app.models:migrations")
    scripts = ScriptDirectory.from_config(config)
    engine = sa.create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: connection,
        poolclass=sa.pool.StaticPool,
        hide_parameters=True,
    )
    sa.event.listen(engine, "begin", lambda begun: begun.exec_driver_sql("BEGIN IMMEDIATE"))
    with (
        engine.connect() as session,
        EnvironmentContext(
            config,
            scripts,
            fn=lambda revision, _: scripts._upgrade_revs(HEAD, revision),  # noqa: SLF001  Alembic's own recipe
        ) as environment,
    ):
        environment.configure(connection=session, transactional_ddl=True)
        try:
            with session.begin():
                environment.run_migrations()
        except sa.exc.OperationalError as error:
            if error.orig is not None and cipher.is_of_the_disk(error.orig):
                raise error.orig from error
            raise

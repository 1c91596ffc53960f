"""What goes wrong in the store is told without the words of a text."""

import traceback

import pytest
import sqlalchemy as sa

from desktop_app.models.message import messages
from tests.store_kit import make_store

SECRET = "the canary sings at noon"


def test_an_error_of_the_store_holds_no_words_of_a_text(tmp_path):
    database = make_store(tmp_path / "profile" / "brieftext.db")
    with pytest.raises(Exception) as found, database.write() as connection:  # noqa: PT011
        connection.execute(sa.insert(messages).values(id=1, body=SECRET))
    told = "".join(traceback.format_exception(found.value))
    assert "INSERT INTO messages" in told
    assert SECRET not in told
    database.close()

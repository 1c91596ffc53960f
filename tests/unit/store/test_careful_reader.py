"""A disk that fails while something is read: one plain sentence, wherever the reading stood."""

import pytest
import sqlcipher3.dbapi2 as driver

from desktop_app.composition.careful_reader import CarefulReader
from desktop_app.models import cipher
from desktop_app.models.errors import DiskFailed, UnsafeFile
from desktop_app.services.errors import StoreProblem
from desktop_app.services.reading import StoreReading
from tests.store_kit import KEY, SetClock, make_store

EIO = "disk I/O error"
NOT_READ = "Your records can’t be read just now. The disk they are on did not answer."


class Failing:
    """A connection and its cursor; from the n-th call on the disk says nothing any more."""

    def __init__(self, words, after=0):
        self._words = words
        self._left = after

    def _call(self, *_):
        if self._left == 0:
            raise driver.OperationalError(self._words)
        self._left -= 1
        return self

    execute = fetchone = fetchall = _call

    def close(self):
        pass


ASKED = [
    lambda rows: rows.fetchone(),
    lambda rows: rows.fetchall(),
    list,
]


@pytest.mark.parametrize("ask", ASKED)
@pytest.mark.parametrize("after", [0, 1])
def test_whatever_is_asked_and_however_far_it_came_it_says_that_it_cannot_be_read(ask, after):
    reader = CarefulReader(lambda: Failing(EIO, after))
    with pytest.raises(StoreProblem) as told:
        ask(reader.execute("SELECT 1"))
    assert str(told.value).startswith(NOT_READ)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("database disk image is malformed", "The file with your records is damaged."),
        ("file is not a database", "The file with your records is damaged."),
        ("database is locked", "The records are in use by another program."),
        ("unable to open database file", "Your records can’t be read just now."),
    ],
)
def test_other_troubles_of_the_file_have_their_own_sentence(words, what):
    reader = CarefulReader(lambda: Failing(words))
    with pytest.raises(StoreProblem) as told:
        reader.execute("SELECT 1")
    assert told.value.problem.what == what


@pytest.mark.parametrize("error", [DiskFailed("x"), UnsafeFile("x")])
def test_a_store_that_cannot_even_be_opened_says_so_in_words(error):
    def connect():
        raise error

    with pytest.raises(StoreProblem):
        CarefulReader(connect)


def test_a_mistake_in_a_statement_stays_one():
    reader = CarefulReader(lambda: Failing("no such column: x"))
    with pytest.raises(driver.OperationalError):
        reader.execute("SELECT x")


def test_once_the_disk_answers_again_the_same_reader_reads_on(tmp_path):
    path = tmp_path / "profile" / "brieftext.db"
    database = make_store(path)
    flaky = {"words": ""}

    class Now:
        """The real connection, and a disk that can be unplugged."""

        def __init__(self):
            self._real = cipher.open_reader(path, KEY)

        def execute(self, *asked):
            if flaky["words"]:
                raise driver.OperationalError(flaky["words"])
            return self._real.execute(*asked)

        def close(self):
            self._real.close()

    reading = StoreReading(lambda: CarefulReader(Now), SetClock(), practice=True)
    assert len(reading.firm_numbers()) == 2
    flaky["words"] = EIO
    with pytest.raises(StoreProblem):
        reading.firm_numbers()
    flaky["words"] = ""
    assert len(reading.firm_numbers()) == 2
    assert reading.unread_count() == 0
    reading.close()
    database.close()

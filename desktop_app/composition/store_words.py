"""What is wrong with a store: what happened, why, what to do. Nothing offers to delete."""

from desktop_app.models import errors as store
from desktop_app.services.errors import NewerStore, StoreProblem, WrongKey
from desktop_app.services.records import Problem

_WORDS: dict[type[store.StoreError], Problem] = {
    store.KeyDoesNotFit: Problem(
        "The key on this computer does not open this store.",
        "It belongs to another store, or the file was replaced or damaged.",
        "Put the right file or key back. Nothing was changed.",
    ),
    store.SchemaIsNewer: Problem(
        "A newer Brieftext wrote these records.",
        "This version would misread them, so it did not touch them.",
        "Install the newer version.",
    ),
    store.KindDiffers: Problem(
        "This folder holds records of another kind.",
        "Practice data and real records are never opened in place of each other.",
        "Choose another folder, or start Brieftext the way these records were made.",
    ),
    store.UnsafeFile: Problem(
        "The records’ folder cannot be used.",
        "It cannot be written to, or the file is a link to another place.",
        "Check who owns the folder, or choose another one.",
    ),
    store.EngineTooOld: Problem(
        "This installation’s database engine is too old.",
        "Older ones can damage records.",
        "Install Brieftext again.",
    ),
    store.DiskFull: Problem(
        "Nothing was saved: the disk is full.",
        "",
        "Free some space, then try again.",
    ),
    store.StoreBusy: Problem(
        "The records are in use by another program.",
        "It held them for more than five seconds.",
        "Try again in a moment.",
    ),
    store.DiskFailed: Problem(
        "The disk with your records did not answer.",
        "It is full, failing, or not connected any more.",
        "Make sure that it is there and has free space, then try again. If this stays, copy the "
        "records’ folder to another disk first.",
    ),
    store.StoreDamaged: Problem(
        "The file with your records is damaged.",
        "The disk returned something a whole file never holds.",
        "Leave the file where it is and restore the newest backup beside it.",
    ),
}

_KINDS: dict[type[store.StoreError], type[StoreProblem]] = {
    store.KeyDoesNotFit: WrongKey,
    store.SchemaIsNewer: NewerStore,
}


def in_words(error: store.StoreError) -> StoreProblem:
    """The same complaint as something a person can read."""
    problem = _WORDS.get(
        type(error), Problem("The change was not saved.", "The records refused it.", "Try again.")
    )
    return _KINDS.get(type(error), StoreProblem)(problem)

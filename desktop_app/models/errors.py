"""What can be wrong with the store, as types. Services turn each into words."""


class StoreError(Exception):
    """Something expected is wrong with the store file or its engine."""


class KeyDoesNotFit(StoreError):
    """The key does not open this file, or the file is not one of ours."""


class SchemaIsNewer(StoreError):
    """A newer Brieftext wrote this store; this one must not touch it."""


class KindDiffers(StoreError):
    """A practice store was opened as a real one, or the other way round."""


class UnsafeFile(StoreError):
    """The store's file is a link, or the folder cannot be written."""


class EngineTooOld(StoreError):
    """The linked SQLite is older than the fix for its WAL-reset fault (3.51.3)."""


class DiskFull(StoreError):
    """Nothing was saved: the disk is full."""


class StoreBusy(StoreError):
    """Another program held the store for longer than five seconds."""


class StoreDamaged(StoreError):
    """The file answers with an error a whole store never gives."""


class DiskFailed(StoreDamaged):
    """The disk refused a read or a write. A full one says this too while a store is opened."""


class RowRefused(StoreError):
    """A constraint or a guard of the store refused the change."""

"""The one metadata all live tables belong to."""

from sqlalchemy import MetaData

metadata = MetaData()

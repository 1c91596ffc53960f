"""Alembic scripts, shipped as package data. Frozen: they never import live models."""

"""Painted rows, buttons, chips and dialogs that know nothing of any feature."""

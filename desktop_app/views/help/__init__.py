"""The help: a window of its own beside everything else."""

"""Pictures of texts on their way out."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

STEPS: tuple[str, ...] = ()


def upgrade() -> None:
    """Make the tables."""
    for step in STEPS:
        op.execute(step)

"""A file's name belongs to one sending of it: the same bytes of two people have two names."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "attachment", sa.Column("name", sa.String(), nullable=False, server_default=sa.text("''"))
    )
    op.execute(
        "UPDATE attachment SET name = "
        "(SELECT media.name FROM media WHERE media.sha256 = attachment.media_sha256)"
    )
    op.drop_column("media", "name")


def downgrade() -> None:
    op.add_column(
        "media", sa.Column("name", sa.String(), nullable=False, server_default=sa.text("''"))
    )
    op.execute(
        "UPDATE media SET name = COALESCE((SELECT MIN(attachment.name) FROM attachment "
        "WHERE attachment.media_sha256 = media.sha256), '')"
    )
    op.drop_column("attachment", "name")

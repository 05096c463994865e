"""What a member of staff is, in the console's words."""

from __future__ import annotations

from typing import Final

ROLES: Final = {
    "clerk": "受理员",
    "administrator": "管理员",
}
"""Role → label."""

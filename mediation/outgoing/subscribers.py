"""Another system that is told what happens to cases, as the settings have it."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from mediation.outgoing import addresses
from mediation.outgoing.topics import TOPICS


def _is_secret(said: SecretStr) -> SecretStr:
    if not addresses.secrets(said.get_secret_value()):
        raise ValueError("a webhook is signed: it needs a secret")
    return said


def _is_topic(said: str) -> str:
    if said not in TOPICS:
        raise ValueError(f"no such topic: one of {' '.join(TOPICS)}")
    return said


class Subscriber(BaseModel):
    """One receiver.

    Attributes:
        secret: one, or the new and the old one, comma separated.
        topics: what it is told of; none named: everything about cases.
    """

    model_config = ConfigDict(extra="forbid")

    url: Annotated[str, Field(min_length=8, max_length=500), AfterValidator(addresses.url)]
    secret: Annotated[SecretStr, AfterValidator(_is_secret)]
    topics: tuple[Annotated[str, AfterValidator(_is_topic)], ...] = ()

    @property
    def secrets(self) -> tuple[str, ...]:
        """The secrets its events are signed with."""
        return addresses.secrets(self.secret.get_secret_value())

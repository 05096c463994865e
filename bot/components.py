"""What components do alike: those that keep nothing, and those that keep a model in a folder."""

from __future__ import annotations

import inspect
from abc import abstractmethod
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from typing_extensions import Self

from bot.fingerprint import training_code


class PlainComponent(GraphComponent):
    """A graph component without settings that keeps nothing."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        """Make the component."""
        return cls()


class TrainedComponent(GraphComponent):
    """A graph component whose model lives in its own folder of the model storage."""

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """The code that the model depends on: Rasa itself looks at the component's class body only."""
        return training_code(__file__, inspect.getfile(cls))

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        """Make an untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Self:
        """Load what :meth:`keep` kept."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component.read(folder)
        return component

    def keep(self) -> Resource:
        """Write the model to the component's storage."""
        with self._storage.write_to(self._resource) as folder:
            self.write(folder)
        return self._resource

    @abstractmethod
    def write(self, folder: Path) -> None:
        """Write the trained model into a folder."""

    @abstractmethod
    def read(self, folder: Path) -> None:
        """Read what :meth:`write` wrote."""

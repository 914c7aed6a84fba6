"""What holds in all rooms."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("patient", deadline=None)  # a busy machine is no fault of an example
settings.load_profile("patient")


@pytest.fixture(scope="session")
def vectors(pytestconfig: pytest.Config) -> Iterator[None]:
    """The bundled model, which is asked for no vector twice."""
    from tests.vectors import keep_vectors

    assert pytestconfig.cache is not None
    with pytest.MonkeyPatch.context() as patch:
        keep_vectors(patch, pytestconfig.cache.mkdir("vectors"))
        yield

"""What the tests of the whole service need beside the emulator."""

from tests.storage.conftest import postgres  # noqa: F401  # a fixture

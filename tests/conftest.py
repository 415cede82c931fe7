"""What the tests share: where the real data sets are, and how long a law may take."""

import signal
from pathlib import Path

import pytest
from hypothesis import settings

# a shell that starts the tests in the background has Ctrl-C ignored, for them and all they start
signal.signal(signal.SIGINT, signal.default_int_handler)

# a busy machine is slow, not wrong
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    if not SHARED.is_dir():
        pytest.skip(f"the real data sets are not at {SHARED}")
    return SHARED

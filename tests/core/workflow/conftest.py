"""The framework that comes with Metier."""

import pytest

from metier.core.framework.index import Framework
from metier.core.framework.load import load_framework


@pytest.fixture(scope="session")
def framework(tmp_path_factory: pytest.TempPathFactory) -> Framework:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("METIER_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "framework"))
        return load_framework()

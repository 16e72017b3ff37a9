"""What the library promises to offer, and that asking for it costs nothing."""

import subprocess
import sys

import pytest

import metier

PROMISED = {
    "MetierError",
    "__version__",
    "assess_profile",
    "build_profile",
    "load_framework",
    "plan_way",
    "read_document",
}


def test_all_is_what_is_promised():
    assert set(metier.__all__) == PROMISED


@pytest.mark.parametrize("name", sorted(PROMISED))
def test_every_public_name_can_be_had(name):
    assert getattr(metier, name)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = metier.nothing


def test_importing_the_library_loads_no_heavy_module():
    code = (
        "import sys, metier, metier.cli.app\n"
        "heavy = {'numpy', 'django', 'highspy', 'lxml', 'pypdfium2', 'yaml', 'granian'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"

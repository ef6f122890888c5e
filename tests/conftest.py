"""What all tests share: the option that accepts printed output, and no time limits."""

from hypothesis import settings

settings.register_profile("reebrief", deadline=None)  # a busy machine is no fault of the program
settings.load_profile("reebrief")


def pytest_addoption(parser):
    parser.addoption("--accept", action="store_true", help="write what commands print into tests")

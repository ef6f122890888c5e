"""What all tests share: the option that accepts printed output."""


def pytest_addoption(parser):
    parser.addoption("--accept", action="store_true", help="write what commands print into tests")

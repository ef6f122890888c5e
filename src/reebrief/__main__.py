"""The program's entrance."""

from reebrief.cli.main import main

if __name__ == "__main__":
    main()

"""Parse commands, call the library, print."""

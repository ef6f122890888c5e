"""The folder on disk: settings, YAML with places, validation, atomic writes, lock, images."""

"""JSON Schema of what people write, for editors that complete and check YAML.

Made from the models that check the same files: ``documents`` has one for each kind of file,
``loosening`` what YAML and parameters add to what the models say, ``writing`` puts the documents
into a project.
"""

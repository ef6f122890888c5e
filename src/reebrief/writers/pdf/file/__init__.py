"""Make the objects of a PDF file: catalogue, structure tree, outline, metadata, attachment."""

"""Articles, the source registry, search and duplicates; ``ingest`` turns raw text into articles."""

"""The document model that all stages share: nodes, annotated brief, manifest, ids, Markdown."""

"""The models of a brief definition, by key."""

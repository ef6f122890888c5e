"""Find what a text says of its claims: figures, claims, scope drift, look-alikes. Pure."""

"""Hold what several formats do alike: column widths, endnotes, running lines, addresses."""

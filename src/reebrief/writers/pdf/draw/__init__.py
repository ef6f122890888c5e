"""Draw on a page: its operators, with every mark tagged, and the fonts that they use."""

"""Declare the commands: their arguments, options and help, and which module does the work."""

"""Start the program so that it heeds interrupts, however the tests themselves were started."""

HEEDS_INTERRUPTS = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("reebrief", run_name="__main__", alter_sys=True)
"""
"""Code to run with ``-c`` in place of ``-m reebrief``.

A shell has the commands that it puts in the background, and their children, ignore interrupts.
"""

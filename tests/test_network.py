"""Only the commands of a list open connections, and their help says so."""

import ast

import pytest

from reebrief.cli.app import app
from test_layering import FILES, imports, tree

CLIENTS = {
    *("aiohttp", "ftplib", "http.client", "httpx", "requests", "smtplib", "socket", "ssl"),
    *("urllib.request", "pyhanko.sign.timestamps"),
    *("distributed", "distributed.comm"),
}
"""Modules that reach other machines."""

CONNECTING = {
    "corpus.inbox.fetch": "inbox",
    "corpus.inbox.public_hosts": "inbox",
    "signatures.sign_pdf": "sign",
    "pipeline.cluster.connection": "render",
    "pipeline.cluster.worker": "render",
}
"""Our modules that do, and the command that each serves."""

LISTENING = {"cli.preview"}
"""What answers on this machine alone."""

SAYS = "Connections are opened only with"


def test_only_listed_modules_reach_other_machines():
    users = {name for name in FILES if imports(name) & CLIENTS}
    outside = {n for n in users if not any(n.startswith(own) for own in LISTENING)}
    assert outside == {*CONNECTING}


def test_only_the_module_that_signs_fetches_what_certificates_name():
    fetching = {
        name
        for name in FILES
        for node in ast.walk(tree(name))
        if isinstance(node, ast.keyword) and node.arg == "allow_fetching"
        if isinstance(node.value, ast.Constant) and node.value.value is True
    }
    assert fetching == {"signatures.sign_pdf"}


@pytest.mark.parametrize("group", app.registered_groups, ids=lambda group: group.name)
def test_the_help_of_a_group_says_whether_it_connects(group):
    inner = group.typer_instance
    callbacks = {group.name: inner.registered_callback.callback}
    callbacks |= {c.name: c.callback for c in inner.registered_commands}
    connecting = {name for name, one in callbacks.items() if SAYS in one.__doc__}
    assert connecting == ({"inbox", "take"} if group.name in CONNECTING.values() else set())


@pytest.mark.parametrize("command", app.registered_commands, ids=lambda command: command.name)
def test_the_help_of_a_command_says_whether_it_connects(command):
    said = " ".join((command.callback.__doc__ or "").split())
    assert (SAYS in said) == (command.name in CONNECTING.values())

"""Entries of feeds are listed by story: first one, then what is its text, then its event."""

import json

from reebrief.cli.inbox import run_inbox
from support.projects import make_project
from support.retold import story

STORY, OTHER = story(0), story(1)
FEEDS = {
    "one": [STORY.texts["wire0"], OTHER.texts["wire1"]],
    "two": [STORY.texts["other0-1"], STORY.texts["retold0-0"]],
}


def feed(name, texts):
    items = "".join(
        f"<item><title>{name} {n}</title><link>https://{name}.example/{n}</link>"
        f"<pubDate>Wed, 05 Nov 2025 09:00:00 GMT</pubDate>"
        f"<description>{text.partition(chr(10))[2]}</description></item>"
        for n, text in enumerate(texts)
    )
    channel = f"<channel><title>{name}</title>{items}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'


def listed(tmp_path, capsys, **options):
    files = {f"{name}.xml": feed(name, texts) for name, texts in FEEDS.items()}
    feeds = "".join(f"  {name}: {{file: {name}.xml}}\n" for name in FEEDS)
    make_project(tmp_path, files={"feeds.yaml": f"format: 1\nfeeds:\n{feeds}", **files})
    assert run_inbox(str(tmp_path), [], as_json=False, **options) == 0
    lines = capsys.readouterr().out
    assert run_inbox(str(tmp_path), [], as_json=True) == 0
    return lines, json.loads(capsys.readouterr().out)


def test_entries_stand_with_their_story_whatever_feed_has_them(tmp_path, capsys):
    lines, data = listed(tmp_path, capsys)
    assert lines.splitlines()[:2] == ["one: 2 new of 2", "two: 2 new of 2"]
    said = [line.split("  ") for line in lines.splitlines()[2:]]
    assert [line[-1] for line in said] == ["one 0", "(the same text)", "(the same event)", "one 1"]
    assert [line[-2] for line in said[1:3]] == ["two 1", "two 0"]
    first, same, event, apart = data
    assert same["story"] == same["text"] == first["id"]
    assert (event["story"], event["text"]) == (first["id"], event["id"])
    assert apart["story"] == apart["id"]

"""Texts of the kinds that arrive from elsewhere: pages, mails, feeds, exports, lists."""

from __future__ import annotations

_PAGE = """\
<!DOCTYPE html><html lang="en"><head><title>A mill | Herald</title>
<meta property="og:title" content="A mill opens"><meta name="date" content="2025-11-20">
<link rel="canonical" href="https://herald.example/mill">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "A mill opens",
"datePublished": "2025-11-20T08:00:00Z", "author": {"name": "A. Writer"}}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>A mill opens</h1>
<p>The mill makes 11,000 tons a year, its owner said. It will grow in May of next year.</p>
<h2>Why it matters</h2><ul>
<li>Ore is near.<ul><li>Nested</li></ul></li><li>Power is cheap.</li></ul>
<table><caption>Output</caption><tr><th>Mine</th><th>Tons</th></tr>
<tr><td rowspan="2">North</td><td colspan="2">1,000</td></tr><tr><td>x</td></tr></table>
<blockquote>“We are pleased,” the owner said.</blockquote><p>Disclaimer: state media wrote this.</p>
</article><footer>&copy; 2025 Herald</footer></body></html>
"""

_MAIL = """\
From: A. Writer <writer@herald.example>
To: desk@example.org
Subject: =?utf-8?q?A_mill_opens?=
Date: Thu, 20 Nov 2025 08:00:00 +0100
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="xx"

--xx
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

The mill makes 11,000 tons a year, its owner said=2E It will grow in May.

--xx
Content-Type: text/html; charset="windows-1252"

<p>The mill makes <b>11,000</b> tons a year.</p>
--xx
Content-Type: text/plain; name="a.txt"
Content-Disposition: attachment; filename="a.txt"
Content-Transfer-Encoding: base64

VGhlIG1pbGwgb3BlbmVkIG9uIE1vbmRheS4=
--xx--
"""

_RSS = """\
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Herald</title><link>https://herald.example/</link>
<item><title>A mill opens</title><link>https://herald.example/mill</link>
<pubDate>Thu, 20 Nov 2025 08:00:00 GMT</pubDate><guid>1</guid>
<content:encoded><![CDATA[<p>The mill makes 11,000 tons.</p><ul><li>One</li></ul>]]>
</content:encoded>
</item><item><title>Second</title><description>A &amp; B make 5 % more.</description></item>
</channel></rss>
"""

_ATOM = """\
<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Herald</title>
<entry><title>A mill</title><id>urn:1</id><link href="https://herald.example/a"/>
<updated>2025-11-20T08:00:00Z</updated>
<content type="html">&lt;p&gt;It makes 11 t.&lt;/p&gt;</content>
</entry></feed>
"""

_JSON = """\
[{"title": {"rendered": "A mill &#8217;opens&#8217;"}, "link": "https://herald.example/mill",
 "date_gmt": "2025-11-20T08:00:00", "content": {"rendered": "<p>The mill makes 11,000 tons.</p>"}}]
"""

_RTF = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\*\generator x;}\pard\b A mill\b0\par "
    r"The mill\rquote s owner makes 11\'a0000 t \u8211? a year.\par\trowd\cellx100 a\cell\row}"
)

_EXPORT = """\
1 of 2 DOCUMENTS

Northland Herald

November 20, 2025 Thursday

A mill opens

BYLINE: A. Writer

LENGTH: 40 words

The mill makes 11,000 tons a year, its owner said. It will grow in May.

LOAD-DATE: November 20, 2025

2 of 2 DOCUMENTS

Northland Herald

November 21, 2025

Another mill

BODY: It closed, it is said, after one day of work.

End of Document
"""

_PASTED = """\
A mill opens
Nov 20, 2025

Highlights

• The mill makes 11,000 tons a year, its owner says:
• It will grow in May.

Why This Matters to the U.S.

The owner\u0e42s \u0e42mill\u0e42 grew 5\u0e426 % (opens in a new tab).

Factor | Implication | West Actions
Ore | Prices rise | Buy; wait

Disclaimer: this comes from state media.
0 Comments
Leave a Reply
"""

TEXTS: dict[str, list[str]] = {
    "page": [_PAGE],
    "mail": [_MAIL],
    "feed": [_RSS, _ATOM, _JSON],
    "rich text": [_RTF],
    "export": [_EXPORT],
    "pasted text": [_PASTED],
    "references": [
        "TY  - NEWS\nTI  - A mill\nUR  - https://herald.example/a\nPY  - 2025/11/20\nER  - \n",
        "@article{a,\n  title = {A mill},\n  year = {2025},\n}\n",
        '[{"type": "report", "title": "A mill", "issued": {"date-parts": [[2025, 11]]}}]',
    ],
    "import facts": ["x.txt: {title: A mill, published: 2025-11, publisher: P}\n"],
    "feeds": ["format: 1\nfeeds:\n  herald: {file: feed.xml, publisher: Herald}\n"],
    "feeds seen": [
        "format: 1\nseen:\n  'https://herald.example/mill': {answer: skipped, title: A mill}\n"
    ],
    "list": [
        "Region,Country,Media company,Main assets,URL,Typology\n"
        "Here,Ruritania,Press,News agency: Agency (RNA),https://www.rna.example/en,SC\n"
        "There,Elbonia,Mud Media,Mud Times*,mud.example,CaPr\nThere,X,,,https://n.example,SC\n"
    ],
    "parameters": ["topic: smelting\ndays: 30\n"],
}
"""Sound texts by the name of what reads them."""

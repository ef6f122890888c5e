"""Tell the lines that a page has around its article, when its text was copied whole.

Each pattern is a whole line. What heads a list of other articles is told apart: it takes the
headlines below it along.
"""

from __future__ import annotations

import re

_BREAD = r"(?:home(?: ?page)?|start(?:seite)?|accueil|inicio|главная|首页|news|latest)"
_LINES = {
    "cookies": (
        r"(?:we|this (?:web)?site|our (?:web)?site|wir|nous|мы) .{0,30}\b(?:cookies?|куки)\b.*",
        r"(?:accept|reject|allow|decline|manage)(?: all)?(?: cookies| preferences"
        r"| choices)?(?: & close)?",
        r"(?:cookie|privacy) (?:settings|preferences|policy|notice|choices)"
        r"|we value your privacy.*",
        r"by (?:continuing to|using|clicking) .{0,80}\b(?:cookies|terms|agree)\b.*",
        r"alle (?:cookies )?akzeptieren|tout accepter|принять(?: все)?|接受(?:所有)?(?:cookies?)?",
        r"(?:do not sell|your) (?:or share )?my personal (?:information|data)",
    ),
    "navigation": (
        r"skip (?:to|navigation).{0,40}|(?:main |open |close |toggle )?(?:menu|navigation)"
        r"|close|search",
        r"(?:log|sign) ?(?:in|out|up)(?: or register| / register)?|register|my account"
        r"|back to top|home",
        rf"{_BREAD}\s*[>»›/→|](?:\s*[^>»›/→|.!?]{{1,60}}\s*[>»›/→|])*\s*[^.!?]{{0,120}}",
        r"(?:previous|next)(?: (?:article|post|story|page))?\s*[:»›→].*|[«‹←].{0,120}"
        r"|.{0,120}[»›→]",
        r"(?:previous|next) (?:article|post|story|page)|page \d+ of \d+|you are here:.*"
        r"|zum inhalt.*",
        r"(?:english|deutsch|français|русский|中文|español)(?:\s*[|/]\s*\w+)+",
        r"terms (?:of (?:use|service)|and conditions|& conditions)(?:\s*[|·].*)?"
        r"|contact(?: us)?|about us",
        r"advertise(?: with us)?|powered by \w+.*|site ?map|impressum|rss(?: feeds?)?|imprint",
        r"all rights reserved\.?|tous droits réservés\.?|все права защищены\.?|版权所有.*",
    ),
    "share buttons": (
        r"(?:share|tweet|pin|email|print|save|copy)(?: (?:this|the|on|via|to|with"
        r"|by)\b.{0,40}|\s*[:：])?",
        r"copy link|link copied.*|listen(?: to (?:this )?article)?.{0,20}|(?:\d+ )?shares?"
        r"|\d+ views?",
        r"\d+[- ]min(?:ute)?s?(?: read)?|(?:reading|read) time.{0,25}|lesezeit.{0,25}",
        r"分享(?:到|至)?.{0,30}|поделиться.{0,40}|teilen.{0,40}|partager.{0,40}"
        r"|扫一扫.{0,40}|打印|字号.{0,20}",
        r"(?:gift|bookmark) (?:this )?article|add to (?:favou?rites|bookmarks|reading list)"
        r"|font size.{0,20}",
    ),
    "an offer to subscribe": (
        r"(?:subscribe|sign up)\b.{0,160}|become a (?:member|subscriber)\b.{0,100}",
        r"(?:join|register)(?: (?:us|now|here|today|(?:for )?free|to (?:read|comment)"
        r"|our)\b.{0,100})?",
        r"(?:get|receive) .{0,80}\b(?:newsletters?|inbox|alerts|updates|in your feeds?)\b.*",
        r"(?:follow|like|find|add) us (?:on|as)\b.{0,160}|follow .{0,60}\bfor more\b.*",
        r"(?:enter )?your e-?mail(?: address)?(?: will not be (?:published|shared).*)?[*.]?"
        r"|e-?mail address",
        r"already (?:a )?(?:subscriber|member|have an account).{0,80}"
        r"|this article is for subscribers.*",
        r"(?:download|get) (?:the|our) .{0,30}\bapp\b.*|support (?:our"
        r"|independent) journalism.*|donate(?: now)?",
        r"(?:подпис(?:ывайтесь|ка|аться)|подпишитесь)\b.{0,160}|abonnieren.{0,160}"
        r"|(?:s.abonner|abonnez).{0,160}",
        r"(?:欢迎)?(?:关注|订阅).{0,80}|(?:newsletter|our newsletters?)\b.{0,80}"
        r"|.{0,40}\bpreferred source\b.{0,80}",
        r"to (?:continue|keep) reading,.{0,160}|create (?:a|your) free account.*"
        r"|start your free trial.*",
        r"join (?:our|the) .{0,60}\b(?:channel|group|community|conversation)\b.*",
    ),
    "what a mail says of itself": (
        r"(?:view|read|open) (?:this (?:e-?mail|message|newsletter) )?(?:in|on)(?: your"
        r"| the)? browser.*",
        r"you(?:(?:.re| are) receiv(?:ing|ed)| receive) this (?:e-?mail|mail|message|newsletter).*"
        r"|unsubscribe\b.{0,160}",
        r"(?:manage|update) (?:your )?(?:e-?mail )?preferences.*|diese e-?mail .{0,40}browser.*",
        r"the post .{1,200} (?:appeared|was published) first on .{1,80}",
    ),
    "related links": (
        r"(?:read (?:also|more|next|this|on)|also read|see also|more on this|related|watch"
        r"|don.t miss"
        r"|recommended|you may like|lesen sie auch|mehr zum thema|à lire aussi|lire aussi|по теме"
        r"|читайте также|читать также|相关(?:阅读|新闻|报道)|延伸阅读|推荐阅读|更多)\s*[:：»›→].*",
    ),
    "advertising": (
        r"advertisement|ad|sponsored(?: content)?|promoted(?: content)?|anzeige|реклама|广告"
        r"|publicité",
        r"(?:article|story) continues below(?: (?:this )?(?:advertisement|ad))?.*"
        r"|paid (?:content|post)",
        r"scroll to continue.*|recommended by \w+",
    ),
    "a question of the page": (
        r"(?:is|was) this (?:page|article|information) (?:useful|helpful)\??",
        r"report (?:a problem|an error).{0,40}|give feedback.{0,40}",
    ),
    "comments": (
        r"(?:\d+|no|show|view|post|add|write|leave|see|all)(?: a"
        r"| all)?(?: \d+)? (?:comments?|repl(?:y|ies)).{0,20}",
        r"comments?(?: \(\d+\)| are closed.*|\s*\d*)?|be the first to (?:comment|reply).*"
        r"|join the (?:discussion|debate)",
        r"комментари[ийя]+(?: ?\(?\d+\)?)?|(?:\d+ )?kommentare?(?: ?\(\d+\))?|评论(?:\(\d+\)"
        r"|（\d+）)?|发表评论|网友评论",
        r"required fields are marked.*|post comment|save my name.*",
    ),
    "tags of the page": (
        r"(?:tags?|filed under|topics?|categor(?:y|ies)|keywords?|schlagwörter|теги|关键词"
        r"|标签)\s*[:：].*",
        r"[（(\[【]?(?:责任)?编辑[:：].{0,30}|【?纠错】?",
    ),
}
_BY_REASON = {
    reason: re.compile("|".join(f"(?:{line})" for line in lines), re.IGNORECASE)
    for reason, lines in _LINES.items()
}
_HEADS_LINKS = re.compile(
    r"(?:related|recommended|latest|more|most|top|other|further|similar)"
    r" (?:articles?|stories|news|posts?|content|topics?|coverage|links|reading|headlines"
    r"|read|popular|viewed)"
    r"|more (?:from|on|in) .{1,40}|(?:you )?(?:may|might) (?:also )?(?:like"
    r"|be interested in)|see also"
    r"|you (?:may|might) also like|read (?:also|next|more)|also read|up next"
    r"|trending(?: now)?|editors?['’]s? picks?"
    r"|related|recommended(?: for you)?|most (?:read|popular)|popular(?: now)?"
    r"|what to read next|don['’]t miss"
    r"|explore more|latest|mehr zum thema|das könnte sie auch interessieren|à lire aussi"
    r"|sur le même sujet"
    r"|читайте также|по теме|похожие (?:новости|статьи)|相关(?:阅读|新闻|报道|链接)|推荐阅读"
    r"|延伸阅读|热门(?:新闻|文章)?",
    re.IGNORECASE,
)
"""What stands above the headlines of other articles."""

LONGEST = 300
"""Characters of a line of a page; what is longer is text."""


def page_part(text: str) -> str | None:
    """Return the part of a page that a whole line is, None where it may be of the article."""
    bare = text.strip(" \u200b•·|*#-–—")
    if not bare or len(bare) > LONGEST:
        return None
    return next((reason for reason, lines in _BY_REASON.items() if lines.fullmatch(bare)), None)


def heads_links(text: str) -> bool:
    """Say whether a line heads a list of other articles."""
    return _HEADS_LINKS.fullmatch(text.strip(" :：•|#-–—")) is not None

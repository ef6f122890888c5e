"""Pandoc reads the Markdown of a text as the characters that were typed, in both dialects."""

import subprocess

import pypandoc
import pytest

from reebrief.document.nodes import Paragraph, Text
from reebrief.writers.markdown import write
from support.trees import of_blocks

TEXTS = r"""
a --- b
a--b
x... y
x..... y
'tis the '90s
"q" and 'q'
5' 6"
1/2 +- 3
http://example.org/a_b_c and www.example.org
C:\new\x
1986. A great year
(1) one
a) one
A. Smith said
i. first
(a) x
+ plus
= x
- dash
% percent
: x
~ tilde
Table: A caption
[^1]: x
[x]: http://y
| a | b |
> quote
#hash
# hash
$5 and $6
x^2^ and H~2~O
@user and [@x]
{.cls} {#id}
a*b*c
__init__
***
* * *
___
&amp; &lt; &#65;
<b>x</b>
<!-- c -->
\(x\)
``x``
~~~
!bang ![x](y)
50% - 60%
trailing\
(c) (r) (tm)
::: x
\textbf{x}
10^-6
me@example.org
[ ] task
- [ ] task
Fig. 1
by Mr. Smith, e.g. on p. 12
α_β
–
""".strip("\n").splitlines()
"""One text a line, as it is typed."""


@pytest.mark.parametrize("dialect", ["markdown", "gfm"])
def test_texts_come_back_as_they_were_typed(dialect):
    made = write(of_blocks(*(Paragraph((Text(text),)) for text in TEXTS)), None, None).data
    command = (pypandoc.get_pandoc_path(), "-f", dialect, "-t", "plain", "--wrap=none")
    said = subprocess.run(command, input=made, capture_output=True, check=True).stdout.decode()
    assert said.rstrip("\n").split("\n\n")[-len(TEXTS) :] == TEXTS

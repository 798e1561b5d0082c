"""What Jinja2 says of a form or template that it cannot read, in Chinese.

Limits: the usual messages are translated; any other stands as it is, in a Chinese frame.
"""

from __future__ import annotations

import re

#: How Jinja2 calls the parts of a template, and how a person sees them.
_TOKENS = {
    "end of print statement": "}}",
    "begin of print statement": "{{",
    "end of statement block": "%}",
    "begin of statement block": "{%",
    "end of template": "结尾",
    "name": "名字",
    "integer": "数字",
    "string": "文字",
}
_ASCII = str.maketrans("，。：；（）【】“”‘’｜＝＞＜！", ",.:;()[]\"\"''|=><!")
_SAID = (
    (r"unexpected end of template, expected '(.+?)'\.?", "没有写完，缺少 {0}"),
    (
        r"Unexpected end of template\..*innermost block that needs to be closed is '(.+?)'\.?",
        "{{% {0} … %}} 没有用 {{% end{0} %}} 结束",
    ),
    (
        r"Encountered unknown tag '(.+?)'\..*innermost block that needs to be closed is '(.+?)'\.?",
        "{{% {0} %}} 对不上，前面的 {{% {1} … %}} 还没有用 {{% end{1} %}} 结束",
    ),
    (r"Encountered unknown tag '((?:end|el).+?)'\.?", "{{% {0} %}} 前面没有对应的开头"),
    (r"Encountered unknown tag '(.+?)'\.?", "没有 {{% {0} %}} 这种写法"),
    (r"No filter named '(.+?)'\.?", "没有过滤器 {0}"),
    (r"No test named '(.+?)'\.?", "不能用 is {0} 这样的判断"),
    (r"Missing end of comment tag", "注释 {{# 没有用 #}} 结束"),
    (r"Missing end of raw directive", "{{% raw %}} 没有用 {{% endraw %}} 结束"),
    (r"tag name expected", "{{% 后面没有写词"),
    (r"Expected an expression, got '(.+?)'", "{0} 前面没有写内容"),
    (r"expected name or number", "圆点后面没有写名字"),
    (r"invalid syntax for function call expression", "括号里的写法不对"),
    (r"expected token '=', got '(.+?)'", "{0} 的位置应当是等号"),
    (r"expected token '.+?', got '='", "判断相等要写两个等号 =="),
    (r"expected token '(.+?)', got '(.+?)'", "{1} 的位置应当是 {0}"),
    (r"unexpected '(.+?)', expected '(.+?)'", "{0} 的位置应当是 {1}"),
    (r"unexpected '[}%]'", "花括号没有写全，要成对写作 {{{{ … }}}} 或 {{% … %}}"),
    (r"unexpected '(.+?)'", "{0} 的位置不对"),
)


def in_chinese(message: str | None) -> str:
    """The message of a TemplateSyntaxError, said so that whoever writes a form knows what to do."""
    text = " ".join((message or "").split())
    if match := re.fullmatch(r"unexpected char (['\"])(.)\1 at \d+", text):
        return _char(match[2])
    for pattern, chinese in _SAID:
        if match := re.fullmatch(pattern, text):
            return chinese.format(*(_TOKENS.get(word, word) for word in match.groups()))
    return f"Jinja2 读不懂（{text}）"


def _char(char: str) -> str:
    if char in "'\"":
        return "引号没有闭合"
    ascii_ = char.translate(_ASCII)
    if ascii_ != char:
        return f"花括号里用了全角的 {char} ，要换成英文的 {ascii_}"
    return f"花括号里不能有 {char}"

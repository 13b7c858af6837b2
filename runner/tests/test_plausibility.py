"""Which texts are believed."""

from dataclasses import replace
from typing import Any

import pytest

from fastervox_worker.inventions import is_invented
from fastervox_worker.plausibility import Facts, obstacle, sounds_like, too_little


@pytest.mark.parametrize(
    ("text", "seconds", "other", "expected"),
    [
        ("She was not deaf to the noise, no, no, no.", 4, {}, None),
        ("Yes, sir.", 0.4, {}, None),
        ("今天天气很好,我们去公园散步吧。", 3, {}, None),
        ("A text.", 4, {"ratio": 2.3}, "compression ratio"),
        ("A text.", 4, {"logprob": -1.2}, "improbable"),
        ("A text.", 40, {"tokens": 221}, "token limit"),
        (" ".join(f"word{n}" for n in range(30)), 4, {}, "too fast"),
        ("一二三四五六七八九十" * 5, 4, {}, "too fast"),
        ("Fail better. Fail better. Fail better. Fail better.", 9, {}, "repetition"),
        ("no no no no no no", 9, {}, "repetition"),
        ("谢谢你谢谢你谢谢你谢谢你", 9, {}, "repetition"),
        ("and the rest of it", 4, {"prompt": "He told me, and the rest of it."}, "prompt"),
        ("It.", 4, {"prompt": "and the rest of it"}, None),
    ],
)
def test_a_text_of_a_short_window_is_believed_or_not(
    text: str, seconds: float, other: dict[str, Any], expected: str | None
) -> None:
    facts = Facts(seconds=seconds, ratio=1.2, logprob=-0.3, tokens=12, prompt=None)
    assert obstacle(text, replace(facts, **other)) == expected


@pytest.mark.parametrize(
    ("text", "seconds", "little"),
    [("", 1.9, False), ("", 2, True), ("Yes.", 2, False), ("Yes.", 8, True), ("好的。", 2.5, False), ("好。", 8, True)],
)
def test_a_text_may_be_too_little_for_its_time(text: str, seconds: float, *, little: bool) -> None:
    assert too_little(text, seconds) is little


@pytest.mark.parametrize(
    ("text", "other", "alike"),
    [
        (" Grafana.", " Graphana.", True),
        (" Grafana.", " I cough.", False),
        ("张伟。", "章威", True),
        ("Grafana", "格拉法纳", True),
        ("张伟", "", False),
        ("张伟", "我们去公园散步", False),
    ],
)
def test_texts_may_be_spellings_of_the_same_sounds(text: str, other: str, *, alike: bool) -> None:
    assert sounds_like(text, other) is alike


@pytest.mark.parametrize(
    ("text", "language", "no_speech", "logprob", "invented"),
    [
        (" Thank you.", "en", 0.02, -0.3, False),
        (" Thank you.", "en", 0.5, -0.3, True),
        (" Thank you.", "en", 0.02, -0.9, True),
        (" Thank you for the report.", "en", 0.5, -0.9, False),
        ("请不吝点赞 订阅 转发 打赏支持明镜与点点栏目", "zh", 0.5, -0.3, True),
        ("Untertitelung des ZDF, 2020", "de", 0.5, -0.3, True),
        (" Merci.", "fr", 0.5, -0.3, False),
        (" Merci.", "fr", 0.5, -0.9, True),
        ("谢谢。", "zh", 0.5, -0.3, False),
        ("Thank you.", "xx", 0.5, -0.3, False),
        ("Amara.org", None, 0.5, -0.3, True),
    ],
)
def test_a_frequent_invention_goes_only_when_the_model_was_in_doubt(
    text: str, language: str | None, no_speech: float, logprob: float, *, invented: bool
) -> None:
    assert is_invented(text, language, no_speech=no_speech, logprob=logprob) is invented


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Undertexter från Amara.org-gemenskapen", "sv"),
        ("Svensktextning.nu", "sv"),
        ("Undertekster av Ai-Media", "no"),
        ("Teksting av Nicolai Winther", "nn"),
        ("Danske tekster af Jesper Buhl Scandinavian Text Service 2018", "da"),
        ("Kiitos, että katsoitte!", "fi"),
        ("多謝您收睇時局新聞,再會!", "yue"),
        ("中文字幕由 Amara.org 社群提供", "zh"),
        ("Субтитри створені спільнотою Amara.org", "uk"),
        ("Titulky vytvořil JohnyX.", "cs"),
        ("Să vă mulțumim pentru vizionare!", "ro"),
        ("Υπότιτλοι AUTHORWAVE", "el"),
        ("תודה על הצפייה", "he"),
        ("โปรดติดตามตอนต่อไป", "th"),
        ("Hãy subscribe cho kênh Ghiền Mì Gõ Để không bỏ lỡ những video hấp dẫn", "vi"),
        ("Terima kasih telah menonton!", "id"),
    ],
)
def test_the_credits_of_a_language_are_known_as_the_model_writes_them(text: str, language: str) -> None:
    found = [is_invented(said, language, no_speech=0.5, logprob=-0.9) for said in (text, f"{text} 2 3")]

    assert (found, is_invented(text, language, no_speech=0.02, logprob=-0.3)) == ([True, False], False)

"""How texts go on behind a cut that fell into a sentence."""

import pytest

from fastervox_worker.joining import after_forced_cut, before_forced_cut


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" We went to the.", " We went to the"),
        (" Did we?", " Did we?"),
        (" And so...", " And so..."),
        (" We met J.", " We met J."),
        ("我们去了。", "我们去了"),
        (" We went", " We went"),
    ],
)
def test_a_full_stop_before_a_forced_cut_goes(text: str, expected: str) -> None:
    assert before_forced_cut(text) == expected


@pytest.mark.parametrize(
    ("text", "before", "language", "expected"),
    [
        (" Other side.", " We went to the", "en", " other side."),
        (" Other side.", " We went away.", "en", " Other side."),
        (" I said so.", " and then", "en", " I said so."),
        (" It's so.", " and then", "en", " it's so."),
        (" NATO met.", " and then", "en", " NATO met."),
        (" США.", " и", "ru", " США."),
        (" Дом.", " и", "ru", " дом."),
        (" Haus und Hof.", " mit", "de", " Haus und Hof."),
        (" To the other side.", " We went to the", "en", " other side."),
        (" In the house, we slept.", " We were in the house", "en", " we slept."),
        (" In the house. We slept.", " We were in the house", "en", " we slept."),
        (" In the house?", " We were in the house", "en", ""),
        (" In the house.", " We were in the house", "en", ""),
        (" Five five one.", " my number is five five", "en", " five five one."),
        (" 5 5 1 2", " call 5 5", "en", " 5 5 1 2"),
        (" The end\uff0c我", " this is the end", "zh", "我"),
        (" İki gün.", " ve", "tr", " iki gün."),
        (" Isim var.", " ve", "tr", " \u0131sim var."),
        (" İki gün.", " və", "az", " iki gün."),
        (" I ragazzi.", " e poi", "it", " i ragazzi."),
        (" I said so.", " and then", None, " i said so."),
        ("其他的。", "我们去了", "zh", "其他的。"),
        ("去公园散步\uff0c然后回家。", "今天我们去公园散步", "zh", "然后回家。"),
        ("今天我们要去公园散步然后回家。", "老师说今天我们要去公园散步", "zh", "然后回家。"),
        ("ありがとうと言った。", "彼はありがとう", "ja", "と言った。"),
        ("เรียนหนังสือ", "ครูและนักเรียน", "th", "เรียนหนังสือ"),
        ("ຫນັງສືພິມ", "ອ່ານຫນັງສື", "lo", "ຫນັງສືພິມ"),
        ("សាលារៀនថ្មី", "ទៅសាលារៀន", "km", "សាលារៀនថ្មី"),
        ("လူငယ်များက", "ထိုလူငယ်များ", "my", "လူငယ်များက"),
        ("好的\uff0c走吧。", "我说好的", "zh", "好的\uff0c走吧。"),
        ("怎么办怎么办。", "怎么办怎么办", "zh", "怎么办怎么办。"),
        ("", " and then", "en", ""),
        (" Other side.", "", "en", " Other side."),
    ],
)
def test_a_sentence_goes_on_behind_a_forced_cut(text: str, before: str, language: str | None, expected: str) -> None:
    assert after_forced_cut(text, before, language) == expected

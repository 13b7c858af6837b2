"""What Whisper writes, by language, when nobody speaks: the endings of the videos that it learned from.

The idea is the "bag of hallucinations" of arXiv 2501.11378; the lines are those that are reported most often. They are
also what people say, so a text goes only if it is nothing else, and if the model itself was in doubt.
"""

from fastervox_worker.plausibility import words

DOUBTFUL_NO_SPEECH = 0.3
DOUBTFUL_LOGPROB = -0.7
"""Whisper's own two conditions, 0.6 and -1.0, let most inventions pass."""

_SHORT_LETTERS = 2
"""Of Chinese: as much as a word. Such answers are given every day."""

_ANY_LANGUAGE = ("amara.org", "www.mooji.org", "♪", "...", "[music]", "(music)", "[blank_audio]")

_NORWEGIAN = ("undertekster av ai-media", "teksting av nicolai winther")
_CANTONESE = ("多謝您收睇時局新聞 再會", "中文字幕由amara.org社群提供", "字幕由amara.org社群提供")

_BY_LANGUAGE = {
    "en": (
        "you",
        "thank you",
        "thank you very much",
        "thanks for watching",
        "thank you for watching",
        "bye",
        "bye bye",
        "thank you so much for watching",
        "please subscribe",
        "subtitles by the amara.org community",
        "the end",
        "so",
        "oh",
        "please subscribe to my channel",
        "i'll see you in the next video",
        "see you next time",
        "music",
        "silence",
    ),
    "de": (
        "vielen dank",
        "vielen dank fürs zuschauen",
        "untertitel der amara.org-community",
        "untertitelung des zdf 2020",
        "untertitel im auftrag des zdf 2017",
        "untertitel von stephanie geiges",
        "bis zum nächsten mal",
        "tschüss",
    ),
    "fr": (
        "merci",
        "merci d'avoir regardé cette vidéo",
        "sous-titres réalisés par la communauté d'amara.org",
        "à bientôt",
        "sous-titrage société radio-canada",
        "sous-titrage st' 501",
        "merci d'avoir regardé",
    ),
    "es": ("gracias", "gracias por ver el video", "subtítulos realizados por la comunidad de amara.org", "suscríbete"),
    "it": (
        "grazie",
        "grazie a tutti",
        "sottotitoli creati dalla comunità amara.org",
        "sottotitoli e revisione a cura di qtss",
    ),
    "pt": ("obrigado", "legendas pela comunidade amara.org", "obrigado por assistir", "e aí"),
    "nl": ("bedankt voor het kijken", "ondertitels ingediend door de amara.org gemeenschap", "tv gelderland 2021"),
    "pl": ("dziękuję", "dziękuję za uwagę", "napisy stworzone przez społeczność amara.org"),
    "ru": (
        "продолжение следует",
        "субтитры сделал dimatorzok",
        "спасибо",
        "спасибо за просмотр",
        "субтитры создавал dimatorzok",
        "редактор субтитров а.семкин корректор а.егорова",
    ),
    "uk": ("дякую", "дякую за перегляд", "дякую за увагу", "субтитри створені спільнотою amara.org"),
    "sv": ("undertexter från amara.org-gemenskapen", "svensktextning.nu", "textning.nu"),
    "no": _NORWEGIAN,
    "nn": _NORWEGIAN,
    "da": ("danske tekster af jesper buhl scandinavian text service 2018", "danske tekster af nicolai winther"),
    "fi": ("kiitos, että katsoitte",),
    "cs": ("titulky vytvořil johnyx", "titulky vytvořil johnyx http://johnyxcz.blogspot.com"),
    "ro": (
        "vă mulțumim pentru vizionare",
        "să vă mulțumim pentru vizionare",
        "nu uitați să vă abonați la canal",
        "nu uitați să dați like, să lăsați un comentariu și să distribuiți acest video",
    ),
    "el": ("υπότιτλοι authorwave",),
    "he": ("תודה על הצפייה", "תודה שצפיתם"),
    "th": ("ขอบคุณที่รับชม", "โปรดติดตามตอนต่อไป"),
    "vi": (
        "hãy subscribe cho kênh ghiền mì gõ để không bỏ lỡ những video hấp dẫn",
        "hãy subscribe cho kênh la la school để không bỏ lỡ những video hấp dẫn",
        "cảm ơn các bạn đã theo dõi và hẹn gặp lại",
        "hẹn gặp lại các bạn trong những video tiếp theo",
    ),
    "id": ("terima kasih telah menonton",),
    "tr": ("altyazı m.k.", "izlediğiniz için teşekkür ederim", "abone olmayı unutmayın"),
    "ja": (
        "ご視聴ありがとうございました",
        "ありがとうございました",
        "おやすみなさい",
        "最後までご視聴いただきありがとうございます",
    ),
    "ko": ("시청해주셔서 감사합니다", "감사합니다", "구독과 좋아요 부탁드립니다", "한글자막 by 한효정"),
    "zh": (
        "谢谢",
        "谢谢观看",
        "谢谢大家",
        "字幕由amara.org社区提供",
        "請不吝點贊訂閱轉發打賞支持明鏡與點點欄目",
        "请不吝点赞订阅转发打赏支持明镜与点点栏目",
        "优优独播剧场yoyotelevisionseriesexclusive",
        "中文字幕志愿者 杨茜茜",
        "謝謝觀看",
        *_CANTONESE,
    ),
    "yue": (*_CANTONESE, "請不吝點贊訂閱轉發打賞支持明鏡與點點欄目"),
}

_KNOWN = {
    language: {tuple(words(line)) for line in (*lines, *_ANY_LANGUAGE)} for language, lines in _BY_LANGUAGE.items()
}
_KNOWN_EVERYWHERE = {tuple(words(line)) for line in _ANY_LANGUAGE}


def is_doubtful(no_speech: float, logprob: float) -> bool:
    """Tell whether the model was in doubt, for one reason or the other."""
    return no_speech > DOUBTFUL_NO_SPEECH or logprob < DOUBTFUL_LOGPROB


def is_invented(text: str, language: str | None, *, no_speech: float, logprob: float) -> bool:
    """Tell whether a whole text is one of those lines and the model was in doubt; of one word, for both reasons."""
    found = tuple(words(text))
    reasons = (no_speech > DOUBTFUL_NO_SPEECH, logprob < DOUBTFUL_LOGPROB)
    short = len(found) == 1 or len("".join(found)) <= _SHORT_LETTERS
    doubtful = all(reasons) if short else any(reasons)
    return doubtful and found in _KNOWN.get(language or "", _KNOWN_EVERYWHERE)

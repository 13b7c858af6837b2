"""The language of a stream: given, or found in its first piece that leaves no doubt."""

SURE = 0.5
"""faster-whisper's own `language_detection_threshold`. Below it each piece is asked anew: what a breath at the
beginning was taken for must not decide about all that follows."""


class SpokenLanguage:
    """What is known of it so far; of guesses the likeliest."""

    def __init__(self, given: str | None) -> None:
        """Begin with the language that was asked for, which stays, or with none."""
        self.code = given
        self.certainty = float(given is not None)

    @property
    def settled(self) -> str | None:
        """The language to decode in; None while each piece has to be asked."""
        return self.code if self.certainty >= SURE else None

    def heard(self, code: str, certainty: float) -> None:
        """Learn what a piece was taken for, as long as that is open."""
        if self.settled is None and certainty >= self.certainty:
            self.code, self.certainty = code, certainty

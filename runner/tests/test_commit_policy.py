"""Where a stream is cut, on patterns of speech and silence."""

from fastervox_worker.commit_policy import (
    EARLIEST_CUT,
    FULL_WINDOW,
    LEAD_IN,
    LEAD_OUT,
    LEAST_SPEECH,
    LONGEST,
    SHORT_WINDOW,
    Commit,
    CommitPolicy,
    Decision,
    Piece,
    Speculate,
    Window,
    Withdraw,
    covers,
    frames,
)

SPEECH, SILENCE = (0.9, 1.0), (0.05, 0.01)

Pattern = list[tuple[float, float]]


def speech(seconds: float) -> Pattern:
    return [SPEECH] * frames(seconds)


def silence(seconds: float) -> Pattern:
    return [SILENCE] * frames(seconds)


class Heard:
    """A policy after a pattern: its decisions, with the frame after which each came."""

    def __init__(self, *patterns: Pattern, window: Window = SHORT_WINDOW) -> None:
        self.policy = CommitPolicy(window)
        self.decisions: list[tuple[int, Decision]] = []
        for at, (probability, level) in enumerate(frame for pattern in patterns for frame in pattern):
            decision = self.policy.hear(probability, level)
            if decision is not None:
                self.decisions.append((at + 1, decision))

    def pieces(self) -> list[Piece]:
        """All pieces, with the rest at the end."""
        committed = [decision.piece for _, decision in self.decisions if isinstance(decision, Commit)]
        rest = self.policy.end()
        return [*committed, rest] if rest else committed

    def kinds(self) -> list[str]:
        return [type(decision).__name__ for _, decision in self.decisions]


def test_silence_gives_nothing() -> None:
    heard = Heard(silence(600))
    assert (heard.decisions, heard.pieces()) == ([], [])


def test_a_click_gives_nothing_and_is_not_missed() -> None:
    heard = Heard(silence(1), speech(0.1), silence(5), speech(0.1), silence(5))
    assert (heard.decisions, heard.pieces(), heard.policy.voiced) == ([], [], 0)


def test_a_touch_of_the_key_gives_nothing() -> None:
    assert Heard(speech(0.2)).pieces() == []


def test_the_shortest_word_is_a_piece_with_what_is_around_it() -> None:
    begin, length = frames(2), LEAST_SPEECH
    heard = Heard(silence(2), speech(0.25), silence(0.25))
    assert heard.pieces() == [Piece(begin - LEAD_IN, begin + length + LEAD_OUT, length)]


def test_the_end_of_a_short_recording_is_all_that_comes() -> None:
    heard = Heard(speech(3))
    assert (heard.decisions, heard.pieces()) == ([], [Piece(0, frames(3), frames(3))])


def test_a_pause_behind_enough_speech_commits_what_was_speculated_about() -> None:
    heard = Heard(speech(7), silence(0.8), speech(1))
    first = Piece(0, frames(7) + LEAD_OUT, frames(7))
    assert heard.decisions == [
        (frames(7) + frames(0.25), Speculate(first)),
        (frames(7) + frames(0.7), Commit(first)),
    ]
    begin = frames(7) + frames(0.8)
    assert heard.pieces()[1] == Piece(begin - LEAD_IN, begin + frames(1), frames(1))


def test_a_pause_behind_little_speech_waits_for_more() -> None:
    heard = Heard(speech(2), silence(0.8), speech(2))
    assert heard.kinds() == ["Speculate", "Withdraw"]
    assert heard.pieces() == [Piece(0, frames(2) + frames(0.8) + frames(2), 2 * frames(2))]


def test_a_short_pause_commits_where_much_is_pending() -> None:
    heard = Heard(speech(10), silence(0.4), speech(1))
    piece = Piece(0, frames(10) + LEAD_OUT, frames(10))
    assert heard.decisions == [
        (frames(10) + frames(0.25), Speculate(piece)),
        (frames(10) + frames(0.3), Commit(piece)),
    ]


def test_a_short_word_behind_a_piece_is_one_and_a_shorter_sound_is_none() -> None:
    length = frames(0.2)
    near, far = (Heard(speech(10), silence(pause), speech(0.2)) for pause in (0.5, 9))
    sound = Heard(speech(10), silence(9), speech(0.1), silence(9))
    assert [piece.voiced for piece in near.pieces()] == [frames(10), length]
    assert [piece.voiced for piece in far.pieces()] == [frames(10), length]
    assert [piece.voiced for piece in sound.pieces()] == [frames(10)]


def test_where_each_decode_takes_a_full_window_a_pause_waits_for_more() -> None:
    talk = [*speech(7), *silence(0.8), *speech(4), *silence(0.4), *speech(1)]
    assert (Heard(talk).kinds(), Heard(talk, window=FULL_WINDOW).kinds()) == (
        ["Speculate", "Commit", "Speculate", "Withdraw"],
        ["Speculate", "Withdraw", "Commit"],
    )


def test_a_long_pause_commits_little_speech_too() -> None:
    heard = Heard(speech(2), silence(10), speech(2))
    begin = frames(2) + frames(10)
    assert heard.pieces() == [
        Piece(0, frames(2) + LEAD_OUT, frames(2)),
        Piece(begin - LEAD_IN, begin + frames(2), frames(2)),
    ]


def test_what_is_left_at_the_end_equals_the_speculation_about_it() -> None:
    heard = Heard(speech(3), silence(0.5))
    assert heard.decisions == [(frames(3) + frames(0.25), Speculate(heard.pieces()[0]))]


def test_a_release_speculates_at_once_about_what_is_said_and_the_end_says_as_much() -> None:
    heard = Heard(speech(3), silence(0.1))
    released = heard.policy.release()
    for probability, level in silence(0.1):
        assert heard.policy.hear(probability, level) is None
    tail = heard.policy.end()
    assert tail is not None
    assert isinstance(released, Speculate)
    assert (released.piece.says_as_much_as(tail), released.piece == tail) == (True, False)


def test_who_lets_go_while_still_speaking_is_heard_to_the_end() -> None:
    heard = Heard(speech(3))
    assert heard.policy.release() is None
    assert [heard.policy.hear(*SPEECH), heard.policy.hear(*SILENCE), heard.policy.hear(*SILENCE)] == [None] * 3
    assert isinstance(heard.policy.hear(*SILENCE), Speculate)


def test_what_is_said_behind_a_release_withdraws_its_speculation() -> None:
    heard = Heard(speech(3), silence(0.1))
    assert isinstance(heard.policy.release(), Speculate)
    assert heard.policy.hear(*SPEECH) == Withdraw()


def test_a_release_in_silence_or_behind_a_speculation_decides_nothing() -> None:
    assert Heard(silence(3)).policy.release() is None
    assert Heard(speech(3), silence(0.4)).policy.release() is None


def test_speech_that_goes_on_withdraws_the_speculation_at_once() -> None:
    heard = Heard(speech(3), silence(0.4), speech(1))
    assert heard.decisions[1:] == [(frames(3) + frames(0.4) + 1, Withdraw())]


def test_without_a_pause_the_cut_is_at_the_quietest_place() -> None:
    gap = [(0.9, 0.2)] * 5
    heard = Heard(speech(8), gap, speech(6), gap, speech(10))
    cut = frames(8) + 5 + frames(6) + 2
    assert heard.decisions == [(LONGEST, Commit(Piece(0, cut, cut, forced=True)))]
    assert heard.pieces()[1].start == cut
    assert cut > EARLIEST_CUT


def test_hours_without_a_pause_never_make_a_longer_piece() -> None:
    pieces = Heard(speech(600)).pieces()
    assert max(piece.end - piece.start for piece in pieces) <= LONGEST
    assert (pieces[0].start, pieces[-1].end) == (0, frames(600))


def test_every_frame_of_speech_is_in_one_piece() -> None:
    sentence = [*speech(1.7), *silence(0.4), *speech(2.9), *silence(0.9), *speech(0.6), *silence(2.5)]
    heard = Heard(sentence * 20, speech(25))
    assert covers(heard.pieces(), heard.policy.voiced)


def test_a_piece_that_is_missing_or_lies_in_another_is_noticed() -> None:
    heard = Heard([*speech(7), *silence(1)] * 3)
    first, second, third = heard.pieces()
    assert [
        covers(pieces, heard.policy.voiced)
        for pieces in ([first, second, third], [first, third], [first, second, Piece(second.end - 9, third.end, 300)])
    ] == [True, False, False]


def test_somebody_who_pauses_all_the_time_is_not_decoded_twice() -> None:
    heard = Heard([*speech(1.5), *silence(0.4)] * 40)
    withdrawn = cost = 0
    for _, decision in heard.decisions:
        if isinstance(decision, Speculate):
            cost = decision.piece.end - decision.piece.start
        if isinstance(decision, Withdraw):
            withdrawn += cost
    assert 0 < withdrawn < 0.45 * frames(40 * 1.9)


def test_the_detector_may_waver_within_a_word() -> None:
    wavering = [(0.6, 1.0), *[(0.4, 1.0)] * 30, (0.3, 1.0)]
    assert Heard(wavering).pieces() == [Piece(0, 32, 31)]
    assert Heard([(0.4, 1.0)] * 100).pieces() == []

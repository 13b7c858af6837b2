"""How much sound of a track is missing."""

import av
import av.container

from fastervox_worker.events import Damage
from fastervox_worker.stated_end import stated_end

_TOLERATED_SECONDS = 0.5
"""Less is no damage: encoders add up to 0.13 s at either end, headers round, and no long word fits into it."""

_LONGEST_PAUSE_SECONDS = 600.0
"""A longer leap is that of a clock: files that were joined, a broadcast that begins anew."""

_FREE_OF_STRUCTURE = {"mp3", "aac", "amr"}
"""Frames with anything between them (tags, pictures, zeros): what cannot be decoded there need not have been sound."""

_COUNTED_IN_SAMPLES = {"flac", "ogg"}
"""Here a leap of the clock is lost sound; elsewhere a recorder may have written nothing while nothing was heard."""

_WITH_COMFORT_NOISE = {"amrnb", "amrwb"}
"""Telephones write frames of silence that FFmpeg's decoders refuse."""


class Coverage:
    """Follows the packets of a track and tells what is missing of it."""

    def __init__(self, container: av.container.InputContainer, stream: av.AudioStream) -> None:
        """Follow a track from its first packet on."""
        self._container = container
        self._stream = stream
        names = set(container.format.name.split(","))
        self._free = bool(names & _FREE_OF_STRUCTURE)
        self._counted = bool(names & _COUNTED_IN_SAMPLES)
        self._comfort_noise = stream.codec_context.name in _WITH_COMFORT_NOISE
        self._clock: float | None = None  # where the last packet ends
        self._end = 0.0  # where the last packet ends that could be decoded
        self._sound_to = 0.0  # where the sound of the packets so far ends, by their own word or what was decoded
        self._decoded = 0.0
        self._lost = 0.0  # between packets that could be decoded
        self._lost_since = 0.0
        self._unreadable = 0

    def decoded(self, packet: "av.Packet[av.AudioStream]", sound: float) -> float:
        """Count a packet that gave so many seconds of sound; give those before it of which the file holds nothing.

        They are silence: the times of what follows would be wrong without them.
        """
        pause = self._pause_before(packet)
        length = self._pass(packet)
        if self._clock is not None:
            self._sound_to = max(self._sound_to, self._clock, self._clock - length + sound)
        self._decoded += length
        self._lost += self._lost_since
        self._lost_since = 0.0
        if self._clock is not None:
            self._end = max(self._end, self._clock)
        return pause

    def _pause_before(self, packet: "av.Packet[av.AudioStream]") -> float:
        lost = self._free or self._counted or self._lost_since
        if lost or self._clock is None or packet.time_base is None or packet.pts is None:
            return 0.0
        pause = float(packet.pts * packet.time_base) - self._sound_to
        return pause if _TOLERATED_SECONDS < pause <= _LONGEST_PAUSE_SECONDS else 0.0

    def unreadable(self, packet: "av.Packet[av.AudioStream]") -> None:
        """Count a packet that could not be decoded."""
        if self._comfort_noise:
            self.decoded(packet, 0.0)
            return
        self._lost_since += self._pass(packet)
        self._unreadable += 1

    def damage(self, path: str) -> Damage | None:
        """Tell what is missing, once all packets have come."""
        end = self._decoded if self._free else self._end
        stated = stated_end(self._container, self._stream, path, end)
        at_end = _if_noticed(0.0 if stated is None else stated - end)
        inside = 0.0 if self._free else _if_noticed(self._lost)
        if not at_end + inside:
            return None
        corrupt = inside or (self._free and self._lost)
        return Damage("corrupt" if corrupt else "truncated", round(at_end + inside, 3), self._unreadable)

    def _pass(self, packet: "av.Packet[av.AudioStream]") -> float:
        """Move the clock behind a packet and give its length."""
        if packet.time_base is None or packet.pts is None:
            return 0.0
        start, length = float(packet.pts * packet.time_base), float((packet.duration or 0) * packet.time_base)
        if self._counted and self._clock is not None:
            self._lost_since += _if_noticed(start - self._clock)
        self._clock = max(self._clock or start, start + length)
        return length


def _if_noticed(seconds: float) -> float:
    return seconds if seconds > _TOLERATED_SECONDS else 0.0

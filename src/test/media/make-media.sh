#!/usr/bin/env bash
# Makes the media that the tests decode, out of samples/: every format of R28, other languages by speech synthesis, and bad files.
# expectations.json says what must come out of each. The same input gives the same files; it takes a few seconds.
#
#   make-media.sh FOLDER
#
# Needs the Debian packages ffmpeg, sox, libsox-fmt-base, espeak-ng, python3-minimal.
set -euo pipefail
export LC_ALL=C.UTF-8

if [[ $# -ne 1 ]]; then
  echo "usage: ${0##*/} FOLDER" >&2
  exit 2
fi
for tool in ffmpeg sox espeak-ng python3; do
  command -v "$tool" >/dev/null || { echo "${0##*/}: $tool is missing (Debian: apt-get install ffmpeg sox libsox-fmt-base espeak-ng)" >&2; exit 2; }
done

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
samples=$(cd "$here/../../../samples" && pwd)
mkdir -p "$1"
cd "$1"

speech=$samples/cold-hearted.wav

# Without bitexact the encoders write their version and the time of day into the files.
encode() {
  ffmpeg -hide_banner -loglevel error -nostdin -y "$@"
}
exact=(-fflags +bitexact -flags:v +bitexact -flags:a +bitexact -map_metadata -1)
picture=(-f lavfi -i "testsrc=size=160x120:rate=10")

formats() {
  cp "$speech" speech.wav
  encode -i "$speech" -ar 44100 -ac 2 -c:a pcm_s24le "${exact[@]}" stereo-24bit.wav
  encode -i "$speech" -c:a libmp3lame -b:a 64k "${exact[@]}" speech.mp3
  encode -i "$speech" -c:a aac -b:a 64k "${exact[@]}" speech.m4a
  encode -i "$speech" -c:a flac "${exact[@]}" speech.flac
  encode -i "$speech" -c:a libopus -b:a 32k "${exact[@]}" speech.opus
  encode -i "$speech" -c:a libvorbis -q:a 3 "${exact[@]}" speech.ogg
  encode -i "$speech" -ar 44100 -c:a wmav2 -b:a 64k "${exact[@]}" speech.wma
}

videos() {
  local h264=(-c:v libx264 -preset ultrafast -threads 1 -pix_fmt yuv420p)
  encode "${picture[@]}" -i "$speech" -shortest "${h264[@]}" -c:a aac -b:a 64k "${exact[@]}" speech.mp4
  encode "${picture[@]}" -i "$speech" -shortest "${h264[@]}" -c:a aac -b:a 64k "${exact[@]}" speech.mov
  encode "${picture[@]}" -i "$speech" -shortest "${h264[@]}" -c:a libmp3lame -b:a 64k "${exact[@]}" speech.mkv
  encode "${picture[@]}" -i "$speech" -shortest -c:v libvpx -deadline realtime -threads 1 -c:a libopus -b:a 32k "${exact[@]}" speech.webm
  encode "${picture[@]}" -i "$speech" -shortest -c:v mpeg4 -threads 1 -c:a libmp3lame -b:a 64k "${exact[@]}" speech.avi
  # Silence first, speech second: the default track is not the one with the words.
  encode -f lavfi -i anullsrc=r=16000:cl=mono -i "$speech" -map 0:a -map 1:a -shortest -c:a aac -b:a 64k "${exact[@]}" two-tracks.mp4
}

# Debian's ffmpeg has no AMR encoder. sox has, but always with DTX: in a pause it writes "silence" frames (8) and none (15).
# Telephones do that too, so that file stays as it is; FFmpeg's own decoder does not know these frames. The plain file is the same without them.
amr() {
  sox -D "$speech" -r 8000 -c 1 -C 7 -t amr-nb phone-dtx.amr
  python3 - phone-dtx.amr speech.amr <<'PYTHON'
import sys

BYTES = {0: 13, 1: 14, 2: 16, 3: 18, 4: 20, 5: 21, 6: 27, 7: 32, 8: 6, 15: 1}
HEADER = b"#!AMR\n"
data = open(sys.argv[1], "rb").read()
assert data.startswith(HEADER)
position, kept = len(HEADER), [HEADER]
while position < len(data):
    kind = data[position] >> 3 & 15
    if kind < 8:
        kept.append(data[position : position + BYTES[kind]])
    position += BYTES[kind]
open(sys.argv[2], "wb").write(b"".join(kept))
PYTHON
}

# espeak-ng is hard to understand for Whisper base. Of the sentences, voices and speeds tried, these came out with their keywords
# both at int8 with beam size 5 and at float32 with beam size 1. Chinese is given in pinyin: Debian's voice spells out characters.
languages() {
  say chinese.wav cmn-latn-pinyin+Annie 145 "jin1 tian1 tian1 qi4 hen3 hao3, wo3 men5 qu4 gong1 yuan2 san4 bu4."
  say french.wav fr-fr 110 "Bonjour, je m'appelle Pierre et j'habite à Paris avec ma famille."
  say arabic.wav ar+m3 110 "السَّلَامُ عَلَيْكُمْ"
  say hebrew.wav he+Annie 110 "שלום שלום, תודה רבה"
}

# Every language in other formats, too. What a codec loses is too much for some of these voices: of MP3, Opus and AVI those are
# left out, and all with AMR, which has the sound of a telephone.
languages_in_formats() {
  local h264=(-c:v libx264 -preset ultrafast -threads 1 -pix_fmt yuv420p)
  encode -i chinese.wav -c:a flac "${exact[@]}" chinese.flac
  encode "${picture[@]}" -i chinese.wav -shortest "${h264[@]}" -c:a aac -b:a 64k "${exact[@]}" chinese.mp4
  encode "${picture[@]}" -i chinese.wav -shortest -c:v mpeg4 -threads 1 -c:a libmp3lame -b:a 96k "${exact[@]}" chinese.avi
  encode -i french.wav -c:a libmp3lame -b:a 96k "${exact[@]}" french.mp3
  encode -i french.wav -c:a aac -b:a 64k "${exact[@]}" french.m4a
  encode -i french.wav -c:a libvorbis -q:a 3 "${exact[@]}" french.ogg
  encode -i arabic.wav -c:a flac "${exact[@]}" arabic.flac
  encode "${picture[@]}" -i arabic.wav -shortest "${h264[@]}" -c:a libmp3lame -b:a 64k "${exact[@]}" arabic.mkv
  encode -i arabic.wav -c:a libopus -b:a 48k "${exact[@]}" arabic.opus
  encode "${picture[@]}" -i arabic.wav -shortest -c:v mpeg4 -threads 1 -c:a libmp3lame -b:a 96k "${exact[@]}" arabic.avi
  encode -i hebrew.wav -c:a libmp3lame -b:a 96k "${exact[@]}" hebrew.mp3
  encode -i hebrew.wav -c:a libopus -b:a 48k "${exact[@]}" hebrew.opus
  encode -i hebrew.wav -ar 44100 -c:a wmav2 -b:a 64k "${exact[@]}" hebrew.wma
  encode "${picture[@]}" -i hebrew.wav -shortest -c:v libvpx -deadline realtime -threads 1 -c:a libopus -b:a 32k "${exact[@]}" hebrew.webm
}

say() {
  espeak-ng -v "$2" -s "$3" --stdout "$4" >raw.tmp
  encode -i raw.tmp -f wav -ar 16000 -ac 1 -c:a pcm_s16le "${exact[@]}" "$1"
  rm raw.tmp
}

bad() {
  : >empty.wav
  encode -i "$speech" -frames:a 0 -t 0 -c:a pcm_s16le "${exact[@]}" zero-seconds.wav
  printf 'This is a letter, not a recording.\n%.0s' {1..200} >text.wav
  encode "${picture[@]}" -t 1 -c:v libx264 -preset ultrafast -threads 1 -pix_fmt yuv420p "${exact[@]}" no-audio.mp4
  encode -f lavfi -i anullsrc=r=16000:cl=mono -t 3 -c:a pcm_s16le "${exact[@]}" silence.wav
  # Half of the file: a WAV and an MP3 still hold the first words, an MP4 has lost the index at its end and holds nothing.
  half "$samples/john-dashwood.wav" truncated.wav
  encode -i "$samples/john-dashwood.wav" -c:a libmp3lame -b:a 64k "${exact[@]}" whole.tmp.mp3
  half whole.tmp.mp3 truncated.mp3
  half speech.mp4 truncated.mp4
  rm whole.tmp.mp3
}

half() {
  head -c $(($(stat -c %s "$1") / 2)) "$1" >"$2"
}

names() {
  cp "$speech" 'name with spaces.wav'
  cp "$speech" '你好 世界.wav'
  cp "$speech" 'talk 🎙️.wav'
  cp "$speech" $'two\nlines.wav'
  cp -- "$speech" -o.wav
}

formats
videos
amr
languages
languages_in_formats
bad
names

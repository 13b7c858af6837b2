#!/usr/bin/env bash
# A virtual microphone for tests: a sound server of its own, whose default source is what is played into it. Programs hear it,
# under Linux as under Wine, when they have XDG_RUNTIME_DIR=FOLDER.
# Usage: microphone.sh start FOLDER | play FOLDER WAV… | stop FOLDER    (the folder is made; its name must be short)
set -euo pipefail

action=${1:?start, play or stop} folder=${2:?which folder}
shift 2
export XDG_RUNTIME_DIR=$folder HOME=$folder
case $action in
    start)
        mkdir -p -m 700 "$folder"
        # In the background of its own, so that no pipe of ours stays in its hands.
        pulseaudio --daemonize=yes --exit-idle-time=-1 --use-pid-file=yes -n \
            -L 'module-native-protocol-unix' \
            -L 'module-null-sink sink_name=microphone rate=16000 channels=1' </dev/null >"$folder/log" 2>&1
        pactl set-default-sink microphone
        pactl set-default-source microphone.monitor
        ;;
    play) for clip in "$@"; do paplay --device=microphone "$clip"; done ;;
    stop) if pulseaudio --check; then pulseaudio --kill; fi ;;
    *) echo "microphone.sh: unknown action $action" >&2; exit 2 ;;
esac

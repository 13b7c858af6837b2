#!/usr/bin/env bash
# Measures one run of the agent without a display: prints `NAME UNIT VALUE` lines.
# Usage: agent.sh FVOX SECONDS   (the environment names the data folder, which is ready)
set -euo pipefail
fvox=$1 idle=$2
log=$FASTERVOX_HOME/logs/faster-vox.log
mkdir -p "$(dirname "$log")"
seen=$(wc -l <"$log" 2>/dev/null || echo 0)
began=$(date +%s.%N)
DISPLAY='' "$fvox" agent --quiet >/dev/null 2>&1 &
agent=$!
trap 'kill "$agent" 2>/dev/null || true; wait "$agent" 2>/dev/null || true' EXIT

await() {
  local deadline=$((SECONDS + 120))
  until tail -n "+$((seen + 1))" "$log" 2>/dev/null | grep -q -- "$1"; do
    ((SECONDS < deadline)) || { echo "not logged: $1" >&2; exit 1; }
    sleep 0.02
  done
}
calculate() { awk "BEGIN { printf \"%.3f\", $1 }"; }
since() { echo "$1 s $(calculate "$(date +%s.%N) - $began")"; }
# A line for each thread: its number, and how often it has been woken.
wake_ups() { awk '/^Pid:/ { thread = $2 } /^voluntary_ctxt_switches/ { print thread, $2 }' "/proc/$agent/task"/*/status | sort; }
wake_ups_since() {
  join <(echo "$1") <(wake_ups) | awk -v s="$idle" '{ n = $3 - $2; sum += n; if (n > most) most = n }
    END { printf "idle wake-ups in a second 1/s %.3f\nidle wake-ups of the thread with most of them 1/s %.3f\n", sum / s, most / s }'
}
ticks() { awk '{ print $14 + $15 }' "/proc/$agent/stat"; }

await 'agent shown'
since 'start until shown'
await '-> READY'
since 'start until ready'
sleep 10
ticks=$(ticks) wake_ups=$(wake_ups)
sleep "$idle"
echo "idle CPU % $(calculate "($(ticks) - $ticks) * 100 / $(getconf CLK_TCK) / $idle")"
wake_ups_since "$wake_ups"
echo "memory (Pss) MB $(awk '/^Pss:/ { print $2 / 1000 }' "/proc/$agent/smaps_rollup")"

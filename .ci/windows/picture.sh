#!/usr/bin/env bash
# Keeps a picture of the screen that desktop.sh opened. Usage: picture.sh NAME
set -euo pipefail
import -display "$DISPLAY" -window root "$PICTURES/${1:?NAME}.png"

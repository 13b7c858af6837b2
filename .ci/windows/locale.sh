#!/usr/bin/env bash
# Compiles the Chinese locale into a folder, for LOCPATH: no root rights, nothing changed on the machine.
# Usage: locale.sh FOLDER
source "$(dirname "$0")/common.sh"
localedef -i zh_CN -f UTF-8 "$1/zh_CN.UTF-8"

#!/usr/bin/env bash
# Prints where the bill of materials is (target/sbom.json), after making it when it is missing or older than its sources.
set -euo pipefail
cd "$(dirname "$0")/.."

java=target/sbom-java.json all=target/sbom.json
mkdir -p target
if [[ ! -f $java || pom.xml -nt $java ]]; then
  mvn -B -q -Dstyle.color=never org.cyclonedx:cyclonedx-maven-plugin:makeAggregateBom >&2
fi
python3 python-embed/sbom.py "$java" "$all" >&2
echo "$PWD/$all"

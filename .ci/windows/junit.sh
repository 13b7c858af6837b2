#!/usr/bin/env bash
# Runs the tests tagged `windows` with the Windows Java runtime under Wine, for a user with a Chinese name under code page
# 1252; those tagged `names` as well, which depend on both, also for a user with an English name under 1252 and 936. Fails
# when a test fails or is skipped, and when none runs. The classes must have been built (mvn package); outputs and XML
# reports are in target/windows-tests.
# Usage: junit.sh [CLASS…]     only these test classes
source "$(dirname "$0")/common.sh"

console=junit-platform-console-standalone-1.14.4.jar
dependency_plugin=org.apache.maven.plugins:maven-dependency-plugin:3.11.0
# No code page holds all of it. WindowsCommandLineTest looks for it.
word='한국 会议 ā'
target=$root/target
results=$target/windows-tests

windows() { "$tier/wine.sh" path "$1"; }

# as USER WORD…: wine.sh in this run's Windows of a user. Nobody else runs anything there, so nobody waits for it.
as() { "$tier/wine.sh" --prefix "$prefixes/$1" --user "$1" "${@:2}"; }

maven() { (cd "$root" && mvn -B -ntp -q -Dstyle.color=never "$@" </dev/null); }

# What the tests run with, under target/test-lib: their libraries, JUnit's console launcher, and JNA's DLL unpacked as
# in the installed program.
libraries() {
    local key lib=$target/test-lib
    key=$(key "$0" "$root/pom.xml")
    [[ $(cat "$lib/.key" 2>/dev/null) == "$key" ]] && return
    rm -rf "$lib"
    maven "$dependency_plugin:copy-dependencies" -DincludeScope=test -DoutputDirectory="$lib" \
        -DexcludeGroupIds=org.junit.jupiter,org.junit.platform
    maven "$dependency_plugin:copy" -DoutputDirectory="$lib" \
        -Dartifact=org.junit.platform:junit-platform-console-standalone:1.14.4
    unzip -q -o -j "$lib"/jna-[0-9]*.jar com/sun/jna/win32-x86-64/jnidispatch.dll -d "$lib/native"
    echo "$key" >"$lib/.key"
}

# A share and a network drive, as far as Wine has them: \\fastervox\share and N: lead to a folder of this machine.
network() {
    local user=$1 prefix=$prefixes/$1 folder=$results/share
    mkdir -p "$folder" "$prefix/dosdevices/unc/fastervox"
    ln -sfn "$folder" "$prefix/dosdevices/unc/fastervox/share"
    ln -sfn "$folder" "$prefix/dosdevices/n:"
    as "$user" run reg add 'HKLM\Software\Wine\Drives' /v n: /d network /f >/dev/null
    as "$user" stop # drives are read at the start of a session
}

# count WHAT LOG: a number of the console launcher's summary.
count() { sed -nE "s/^\[ *([0-9]+) tests $1 *\].*/\1/p" "$2"; }

passed=0 failed=0 skipped=0
run() {
    local name=$1 user=$2 codepage=$3 tag=$4 log=$results/$1.log lib code=0
    lib=$(windows "$target/test-lib")
    as "$user" --codepage "$codepage" --timeout 600 java \
        -XX:CompileThresholdScaling=10 -Xmx512m -Dfile.encoding=UTF-8 -Djava.awt.headless=true \
        -Djna.nounpack=true "-Djna.boot.library.path=$lib\\native" \
        "-Dfastervox.test.native=$(windows "$native")" "-Dfastervox.test.codepage=$codepage" "-Dfastervox.test.word=$word" \
        '-Dfastervox.test.share=\\fastervox\share' '-Dfastervox.test.mapped=N:\' \
        -jar "$lib\\$console" execute --disable-banner --disable-ansi-colors --details=tree --details-theme=ascii \
        --include-engine junit-jupiter --include-tag "$tag" --reports-dir "$(windows "$results/$name")" \
        --class-path "$(windows "$target/test-classes");$(windows "$target/classes");$class_path" \
        "${selection[@]}" >"$log" 2>&1 || code=$?
    if [[ ! $(count successful "$log") ]]; then
        cat "$log" >&2
        die "the console launcher ended with $code and no summary (user $user, code page $codepage)"
    fi
    local run_passed run_failed run_skipped
    run_passed=$(count successful "$log") run_failed=$(count failed "$log")
    run_skipped=$(( $(count skipped "$log") + $(count aborted "$log") ))
    (( code == 0 && run_skipped == 0 && run_passed > 0 )) || cat "$log"
    echo "$user, code page $codepage: $run_passed passed, $run_failed failed, $run_skipped skipped (exit code $code)"
    (( run_failed > 0 || (code == 0 && run_passed > 0) )) || run_failed=1
    passed=$(( passed + run_passed )) failed=$(( failed + run_failed )) skipped=$(( skipped + run_skipped ))
}

[[ -d $target/test-classes ]] || die "nothing is built: run mvn package first"
libraries
native=$("$tier/native.sh")
rm -rf "$results"
class_path=$(for jar in "$target"/test-lib/*.jar; do [[ $jar == */"$console" ]] || printf '%s;' "$(windows "$jar")"; done)
selection=("${@/#/--select-class=}")
(( $# )) || selection=("--scan-classpath=$(windows "$target/test-classes")")

prefixes=$(mktemp -d)
trap 'for user in "张 三" tester; do as "$user" stop; done; rm -rf "$prefixes"' EXIT
for user in '张 三' tester; do
    "$tier/prefix.sh" --user "$user" --copy "$prefixes/$user" >/dev/null
    network "$user"
done

run chinese-user '张 三' 1252 windows
run western tester 1252 'windows & names'
run chinese tester 936 'windows & names'

echo "$passed passed, $failed failed, $skipped skipped"
(( failed == 0 && skipped == 0 ))

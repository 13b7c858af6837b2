package io.fastervox.engine.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * An executable in place of Python that speaks the protocol as its script says, rightly or wrongly. Scripts are POSIX sh
 * and run in a folder of their own; {@code $run} counts the starts from 1.
 */
record FakeWorker(Path folder) {
    /** Answers everything and transcribes each file into two segments. */
    static final String GOOD = """
            hello; load
            while take; do
              case $op in
                transcribe_file) started; segment 0 0 1 one; segment 1 1 2 two; finished 2 ;;
                shutdown) result; exit 0 ;;
              esac
            done
            """;

    private static final String WORDS = """
            #!/bin/sh
            run=$(($(cat runs 2>/dev/null || echo 0) + 1)); echo $run > runs
            say() { printf '%s\\n' "$1"; }
            # Reads a request; false at the end of stdin.
            take() {
              read -r line || return 1
              printf '%s\\n' "$line" >> requests
              id=${line#*'"id":"'}; id=${id%%'"'*}
              op=${line#*'"op":"'}; op=${op%%'"'*}
            }
            result() { say "{\\"event\\":\\"result\\",\\"id\\":\\"$id\\"$1}"; }
            error() { say "{\\"event\\":\\"error\\",\\"id\\":\\"$id\\",\\"code\\":\\"$1\\",\\"message\\":\\"$2\\"}"; }
            greet() {
              result ",\\"protocol\\":$1,\\"worker\\":\\"0.1.0\\",\\"python\\":\\"3.12.1\\",\\"packages\\":{},\\"devices\\":[],\\"pid\\":$$"
            }
            loaded() {
              result ',"load_seconds":1,"device":"cpu","compute_type":"int8","multilingual":true,"languages":["en"]'
            }
            hello() { take; greet 1; }
            load() { take; loaded; }
            started() {
              say "{\\"event\\":\\"started\\",\\"id\\":\\"$id\\",\\"duration\\":4,\\"language\\":\\"en\\",\\"language_probability\\":0.9,\\"track\\":{\\"index\\":0,\\"codec\\":\\"pcm\\",\\"channels\\":1,\\"sample_rate\\":16000},\\"damage\\":{\\"kind\\":\\"truncated\\",\\"missing_seconds\\":2.5,\\"unreadable_packets\\":0}}"
            }
            # number start end text
            segment() {
              say "{\\"event\\":\\"segment\\",\\"id\\":\\"$id\\",\\"segment\\":{\\"id\\":$1,\\"start\\":$2,\\"end\\":$3,\\"text\\":\\" $4\\",\\"avg_logprob\\":0,\\"no_speech_prob\\":0,\\"compression_ratio\\":1,\\"temperature\\":0,\\"words\\":null}}"
              say "{\\"event\\":\\"progress\\",\\"id\\":\\"$id\\",\\"seconds\\":$3,\\"duration\\":4}"
            }
            # seconds seek section
            reached() {
              say "{\\"event\\":\\"progress\\",\\"id\\":\\"$id\\",\\"seconds\\":$1,\\"duration\\":4,\\"checkpoint\\":{\\"seek\\":$2,\\"prompt\\":[5],\\"last_speech\\":0,\\"section\\":${3:-0},\\"speech_before\\":0}}"
            }
            # Keeps the id of a stream.
            opened() { stream=$id; }
            taken() { result ',"waiting_seconds":0'; }
            partial() { say "{\\"event\\":\\"partial\\",\\"id\\":\\"$stream\\",\\"start\\":0,\\"end\\":1,\\"text\\":\\" $1\\"}"; }
            redecoding() { say "{\\"event\\":\\"redecoding\\",\\"id\\":\\"$stream\\",\\"reason\\":\\"test\\"}"; }
            # number text
            spoken() {
              say "{\\"event\\":\\"segment\\",\\"id\\":\\"$stream\\",\\"segment\\":{\\"id\\":$1,\\"start\\":0,\\"end\\":1,\\"text\\":\\" $2\\",\\"avg_logprob\\":0,\\"no_speech_prob\\":0,\\"compression_ratio\\":1,\\"temperature\\":0,\\"words\\":null}}"
            }
            # count
            streamed() {
              result ',"closed":true'; id=$stream
              result ",\\"duration\\":1,\\"speech_seconds\\":1,\\"language\\":\\"en\\",\\"language_probability\\":1,\\"segments\\":$1,\\"decode_seconds\\":0.5,\\"tail_seconds\\":0.1,\\"reruns\\":0,\\"withdrawn\\":0,\\"redecoded\\":null"
            }
            # count
            finished() {
              result ",\\"duration\\":4,\\"duration_after_vad\\":3,\\"language\\":\\"en\\",\\"language_probability\\":0.9,\\"segments\\":$1,\\"decode_seconds\\":1"
            }
            heartbeats() {
              while say '{"event":"heartbeat","uptime_seconds":1,"busy":null,"rss_bytes":1}'; do sleep 0.1; done
            }
            """;

    static FakeWorker in(Path folder, String script) throws IOException {
        Path executable = folder.resolve("python");
        Files.writeString(executable, WORDS + script);
        Files.setPosixFilePermissions(executable, PosixFilePermissions.fromString("rwx------"));
        return new FakeWorker(folder);
    }

    WorkerCommand command() {
        return new WorkerCommand(
                folder.resolve("python"),
                folder.resolve("main.py"),
                Map.of("PATH", "/usr/bin:/bin"),
                folder.resolve("logs").resolve("worker.log"));
    }

    /** How often it was started. */
    int runs() throws IOException {
        return Integer.parseInt(Files.readString(folder.resolve("runs")).strip());
    }

    /** The lines that it has read, over all its runs. */
    List<String> requests() throws IOException {
        return Files.readAllLines(folder.resolve("requests"));
    }

    /** A process whose id the script has written to a file. */
    ProcessHandle process(String file) throws IOException {
        long pid = Long.parseLong(Files.readString(folder.resolve(file)).strip());
        return ProcessHandle.of(pid).orElseThrow();
    }
}

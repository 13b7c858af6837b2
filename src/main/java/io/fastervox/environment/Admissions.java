package io.fastervox.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fastervox.support.AtomicFiles;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which model runs on which device in which compute type, as the worker has shown by decoding the self-test. A verdict
 * holds until the model, the lock or the driver changes.
 */
public final class Admissions {
    private static final Logger LOG = LoggerFactory.getLogger(Admissions.class);
    private static final int VERSION = 1;

    private final Path file;

    Admissions(Path file) {
        this.file = file;
    }

    /**
     * What a verdict is about.
     *
     * @param model identity of the model's content, for example its id and revision
     * @param driver version of the GPU driver and id of the GPU; empty on the CPU
     */
    public record Subject(String model, String device, String computeType, String lockId, String driver) {}

    /**
     * The first compute type of the decision that works. Known verdicts are not tried again.
     *
     * @param model identity of the model in {@code modelFolder}
     * @throws EnvironmentException {@code ENVIRONMENT_SELF_TEST_FAILED} with {0} the model and {1} the last reason
     */
    public Subject admit(
            Admission admission,
            ReadyEnvironment environment,
            String model,
            Path modelFolder,
            DeviceDecision decision,
            String driver)
            throws EnvironmentException, InterruptedException {
        String reason = "no compute type to try";
        for (String computeType : decision.computeTypes()) {
            Subject subject = new Subject(model, decision.device(), computeType, environment.lockId(), driver);
            Optional<Admission.Verdict> known = known(subject);
            Admission.Verdict verdict = known.isPresent()
                    ? known.get()
                    : admission.admit(environment, modelFolder, decision.device(), computeType);
            if (known.isEmpty()) {
                remember(subject, verdict);
            }
            if (verdict instanceof Admission.Verdict.Refused refused) {
                reason = refused.reason();
                LOG.info("{} refused: {}", subject, reason);
            } else {
                return subject;
            }
        }
        throw new EnvironmentException(
                ErrorCode.ENVIRONMENT_SELF_TEST_FAILED, model + " is not admitted: " + reason, model, reason);
    }

    /** What is known of a subject. */
    public Optional<Admission.Verdict> known(Subject subject) {
        return read().stream()
                .filter(entry -> entry.subject().equals(subject))
                .map(Entry::verdict)
                .findFirst();
    }

    /** Keeps a verdict in place of an older one. */
    public synchronized void remember(Subject subject, Admission.Verdict verdict) throws EnvironmentException {
        List<Entry> entries = new ArrayList<>(read());
        entries.removeIf(entry -> entry.subject().equals(subject));
        entries.add(Entry.of(subject, verdict));
        write(entries);
    }

    /** Lets everything that was refused be tried again. */
    public synchronized void forgetRefusals() throws EnvironmentException {
        List<Entry> entries = new ArrayList<>(read());
        if (entries.removeIf(entry -> entry.reason().isPresent())) {
            write(entries);
        }
    }

    private void write(List<Entry> entries) throws EnvironmentException {
        try {
            AtomicFiles.write(file, Json.strict().writeValueAsBytes(new Content(VERSION, entries)));
        } catch (IOException e) {
            throw new EnvironmentException(
                    ErrorCode.DATA_FOLDER_NOT_WRITABLE, file + ": " + e, e, List.of(file, String.valueOf(e)));
        }
    }

    /** Verdicts are only remembered measurements: an unreadable file is as good as none. */
    private List<Entry> read() {
        try {
            if (Files.isRegularFile(file)) {
                return Json.strict()
                        .readValue(Files.readAllBytes(file), Content.class)
                        .entries();
            }
        } catch (JsonProcessingException e) {
            LOG.warn("{} is not readable and counts as absent: {}", file, e.getOriginalMessage());
        } catch (IOException e) {
            LOG.warn("{} is not readable and counts as absent: {}", file, e.toString());
        }
        return List.of();
    }

    private record Content(int version, List<Entry> entries) {
        Content {
            entries = List.copyOf(entries);
        }
    }

    /** A verdict as it is kept; {@code reason} is there when it was a refusal. */
    private record Entry(Subject subject, Optional<String> reason, double wordErrorRate, double seconds) {
        static Entry of(Subject subject, Admission.Verdict verdict) {
            if (verdict instanceof Admission.Verdict.Admitted admitted) {
                return new Entry(subject, Optional.empty(), admitted.wordErrorRate(), admitted.seconds());
            }
            return new Entry(subject, Optional.of(((Admission.Verdict.Refused) verdict).reason()), 1, 0);
        }

        Admission.Verdict verdict() {
            return reason.isPresent()
                    ? new Admission.Verdict.Refused(reason.get())
                    : new Admission.Verdict.Admitted(wordErrorRate, seconds);
        }
    }
}

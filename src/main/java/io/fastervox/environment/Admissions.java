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
    private static final int VERSION = 2;

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

    /** What came of the compute types of a decision. */
    public sealed interface Decided {
        /** The first one that works. */
        record Admitted(Subject subject) implements Decided {}

        /** None works; the last one that was tried tells why. */
        record Refused(Subject subject, Admission.Verdict.Refused verdict) implements Decided {}
    }

    /**
     * Looks for the first compute type of the decision that works. Known verdicts are not tried again.
     *
     * @param model identity of the model in {@code modelFolder}
     */
    public Decided admit(
            Admission admission, ReadyEnvironment environment, String model, Path modelFolder, DeviceDecision decision)
            throws EnvironmentException, InterruptedException {
        Optional<Decided> refused = Optional.empty();
        for (String computeType : decision.computeTypes()) {
            Subject subject = subject(model, decision, computeType, environment.lockId());
            Optional<Admission.Verdict> known = known(subject);
            Admission.Verdict verdict = known.isPresent()
                    ? known.get()
                    : admission.admit(environment, modelFolder, decision.place(computeType));
            if (known.isEmpty()) {
                remember(subject, verdict);
            }
            if (verdict instanceof Admission.Verdict.Refused refusal) {
                LOG.info("{} refused: {} {}", subject, refusal.obstacle(), refusal.detail());
                refused = Optional.of(new Decided.Refused(subject, refusal));
            } else {
                return new Decided.Admitted(subject);
            }
        }
        return refused.orElseThrow(() -> new IllegalArgumentException("no compute type to try"));
    }

    /** The refusal of a decision none of whose compute types has to be tried, because all are known not to work. */
    public Optional<Decided.Refused> refusal(String model, DeviceDecision decision, String lockId) {
        Optional<Decided.Refused> last = Optional.empty();
        for (String computeType : decision.computeTypes()) {
            Subject subject = subject(model, decision, computeType, lockId);
            if (!(known(subject).orElse(null) instanceof Admission.Verdict.Refused refusal)) {
                return Optional.empty();
            }
            last = Optional.of(new Decided.Refused(subject, refusal));
        }
        return last;
    }

    private static Subject subject(String model, DeviceDecision decision, String computeType, String lockId) {
        return new Subject(model, decision.device(), computeType, lockId, decision.driver());
    }

    /** All refusals on the device of a decision, with its present driver and with this lock. */
    public List<Decided.Refused> refusals(DeviceDecision decision, String lockId) {
        List<Decided.Refused> refusals = new ArrayList<>();
        for (Entry entry : read()) {
            if (isAbout(entry.subject(), decision, lockId)
                    && entry.verdict() instanceof Admission.Verdict.Refused refusal) {
                refusals.add(new Decided.Refused(entry.subject(), refusal));
            }
        }
        return refusals;
    }

    /** Lets everything be tried again that was refused on the device of a decision. */
    public synchronized void forgetRefusals(DeviceDecision decision, String lockId) throws EnvironmentException {
        List<Entry> entries = new ArrayList<>(read());
        boolean any = entries.removeIf(entry ->
                isAbout(entry.subject(), decision, lockId) && entry.obstacle().isPresent());
        if (any) {
            write(entries);
        }
    }

    private static boolean isAbout(Subject subject, DeviceDecision decision, String lockId) {
        return subject.device().equals(decision.device())
                && subject.driver().equals(decision.driver())
                && subject.lockId().equals(lockId);
    }

    /** What is known of a subject. */
    public Optional<Admission.Verdict> known(Subject subject) {
        return read().stream()
                .filter(entry -> entry.subject().equals(subject))
                .map(Entry::verdict)
                .findFirst();
    }

    /** Keeps a verdict in place of an older one; where that cannot be written it is found out again the next time. */
    private synchronized void remember(Subject subject, Admission.Verdict verdict) {
        List<Entry> entries = new ArrayList<>(read());
        entries.removeIf(entry -> entry.subject().equals(subject));
        entries.add(Entry.of(subject, verdict));
        try {
            write(entries);
        } catch (EnvironmentException e) {
            LOG.warn("{} is not remembered", subject, e);
        }
    }

    /** Lets everything that was refused be tried again. */
    public synchronized void forgetRefusals() throws EnvironmentException {
        List<Entry> entries = new ArrayList<>(read());
        if (entries.removeIf(entry -> entry.obstacle().isPresent())) {
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

    /** A verdict as it is kept; {@code obstacle} and {@code detail} are there when it was a refusal. */
    private record Entry(
            Subject subject,
            Optional<Admission.Obstacle> obstacle,
            Optional<String> detail,
            double wordErrorRate,
            double seconds) {
        static Entry of(Subject subject, Admission.Verdict verdict) {
            if (verdict instanceof Admission.Verdict.Admitted admitted) {
                return new Entry(
                        subject, Optional.empty(), Optional.empty(), admitted.wordErrorRate(), admitted.seconds());
            }
            Admission.Verdict.Refused refused = (Admission.Verdict.Refused) verdict;
            return new Entry(subject, Optional.of(refused.obstacle()), Optional.of(refused.detail()), 1, 0);
        }

        Admission.Verdict verdict() {
            return obstacle.isPresent()
                    ? new Admission.Verdict.Refused(obstacle.get(), detail.orElse(""))
                    : new Admission.Verdict.Admitted(wordErrorRate, seconds);
        }
    }
}

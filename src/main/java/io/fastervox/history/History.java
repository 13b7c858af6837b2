package io.fastervox.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fastervox.config.HistoryChoice;
import io.fastervox.config.HistoryChoice.Keeping;
import io.fastervox.desktop.Secrets;
import io.fastervox.support.AtomicFiles;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.IoReason;
import io.fastervox.support.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history on disk. On systems without {@link Secrets} what is to be protected is a file that its owner alone may read,
 * as everything here. Safe for several threads and processes.
 */
public final class History {
    private static final Logger LOG = LoggerFactory.getLogger(History.class);

    private final HistoryFolder folder;
    private final Optional<Secrets> secrets;
    private final Clock clock;

    /** @param folder need not exist */
    public History(Path folder, Optional<Secrets> secrets, Clock clock) {
        this.folder = new HistoryFolder(folder);
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Keeps a dictation, and lets go of what is beyond the limits.
     *
     * @param recording is moved
     * @throws HistoryException {@code HISTORY_NOT_WRITTEN}; nothing was kept, and the recording may be gone
     */
    public void add(HistoryEntry entry, Path recording, HistoryChoice choice) throws HistoryException {
        if (choice.keeping() == Keeping.OFF) {
            return;
        }
        String id = "";
        try {
            folder.make();
            id = folder.newId(clock.instant());
            Optional<Secrets> seals = choice.keeping() == Keeping.PROTECTED ? secrets : Optional.empty();
            keep(recording, id, seals);
            write(id, entry, seals);
        } catch (IOException e) {
            remove(id);
            throw notWritten(e);
        }
        prune(choice);
    }

    /** The newest first, that many at most. What cannot be read is listed without its entry. */
    public List<Kept> list(int most) throws HistoryException {
        List<Kept> kept = new ArrayList<>();
        for (String id : ids()) {
            if (kept.size() < most && folder.holdsEntry(id)) {
                kept.add(new Kept(id, HistoryFolder.when(id), read(id), folder.holdsRecording(id)));
            }
        }
        return kept;
    }

    /**
     * One that can be read.
     *
     * @param id empty: the newest
     * @throws HistoryException {@code HISTORY_ENTRY_MISSING}, {@code HISTORY_UNREADABLE}
     */
    public Kept get(Optional<String> id) throws HistoryException {
        Optional<String> found = ids().stream()
                .filter(known ->
                        folder.holdsEntry(known) && id.map(known::equals).orElse(true))
                .findFirst();
        if (found.isEmpty()) {
            throw missing(id.orElse(folder.path().toString()));
        }
        Optional<HistoryEntry> entry = read(found.get());
        if (entry.isEmpty()) {
            throw new HistoryException(
                    ErrorCode.HISTORY_UNREADABLE, found.get() + " cannot be read", null, List.of(found.get()));
        }
        return new Kept(found.get(), HistoryFolder.when(found.get()), entry, folder.holdsRecording(found.get()));
    }

    /** A copy of what was said, as a WAV file that the caller deletes; one that is forgotten goes after a day. */
    public Path recording(Kept kept) throws HistoryException {
        try {
            Path copy = folder.scratch();
            if (Files.exists(folder.recording(kept.id()))) {
                Files.copy(folder.recording(kept.id()), copy, StandardCopyOption.REPLACE_EXISTING);
            } else if (Files.exists(folder.sealedRecording(kept.id()))) {
                SealedFile.open(folder.sealedRecording(kept.id()), copy, needed());
            } else {
                Files.deleteIfExists(copy);
                throw missing(kept.id());
            }
            return copy;
        } catch (IOException e) {
            throw new HistoryException(
                    ErrorCode.HISTORY_UNREADABLE,
                    kept.id() + " has no readable recording: " + e,
                    e,
                    List.of(kept.id()));
        }
    }

    /**
     * Writes an entry anew, in the form that it had.
     *
     * @throws HistoryException {@code HISTORY_ENTRY_MISSING} when it was deleted meanwhile
     */
    public void change(String id, HistoryEntry entry) throws HistoryException {
        if (!folder.holdsEntry(id)) {
            throw missing(id);
        }
        try {
            write(id, entry, Files.exists(folder.sealedEntry(id)) ? secrets : Optional.empty());
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    /** @throws HistoryException {@code HISTORY_ENTRY_MISSING} for the first that is not there; none is deleted then */
    public void delete(List<String> ids) throws HistoryException {
        List<String> known = ids();
        for (String id : ids) {
            if (!known.contains(id)) {
                throw missing(id);
            }
        }
        try {
            for (String id : ids) {
                folder.delete(id);
            }
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    /** @return how many went, with those that cannot be read */
    public int clear() throws HistoryException {
        List<String> all = ids();
        delete(all);
        return all.size();
    }

    /** Lets go of what is beyond the limits. */
    public void prune(HistoryChoice choice) {
        try {
            Instant oldest = choice.oldest(clock.instant());
            List<String> all = folder.ids();
            for (int i = 0; i < all.size(); i++) {
                if (i >= choice.entries() || HistoryFolder.when(all.get(i)).isBefore(oldest)) {
                    folder.delete(all.get(i));
                }
            }
            folder.sweep(clock.instant());
        } catch (IOException e) {
            LOG.warn("the history is not tidied: {}", e.toString()); // the next entry tries again
        }
    }

    private List<String> ids() throws HistoryException {
        try {
            return folder.ids();
        } catch (IOException e) {
            throw new HistoryException(
                    ErrorCode.HISTORY_UNREADABLE, "the history cannot be read: " + e, e, List.of(folder.path()));
        }
    }

    private void keep(Path recording, String id, Optional<Secrets> seals) throws IOException {
        if (seals.isPresent()) {
            Path scratch = folder.scratch();
            try {
                SealedFile.seal(recording, scratch, seals.get());
                AtomicFiles.replace(scratch, folder.sealedRecording(id));
            } finally {
                Files.deleteIfExists(scratch);
            }
            Files.deleteIfExists(recording);
        } else {
            AtomicFiles.replace(recording, folder.recording(id));
            HistoryFolder.ownerOnly(folder.recording(id), "rw-------");
        }
    }

    private void write(String id, HistoryEntry entry, Optional<Secrets> seals) throws IOException {
        byte[] json = Json.strict().writerWithDefaultPrettyPrinter().writeValueAsBytes(entry);
        if (seals.isPresent()) {
            AtomicFiles.write(folder.sealedEntry(id), seals.get().seal(json));
        } else {
            AtomicFiles.write(folder.entry(id), json);
        }
    }

    /** What cannot be read stays until its time is over: another program, or a later version, may be able to. */
    private Optional<HistoryEntry> read(String id) {
        try {
            boolean sealed = Files.exists(folder.sealedEntry(id));
            byte[] json = sealed
                    ? needed().open(Files.readAllBytes(folder.sealedEntry(id)))
                    : Files.readAllBytes(folder.entry(id));
            return Optional.of(Json.lenient().readValue(json, HistoryEntry.class));
        } catch (NoSuchFileException e) {
            LOG.debug("{} has just gone", id);
        } catch (JsonProcessingException e) {
            LOG.warn("{} in the history cannot be read: {}", id, e.getClass().getName()); // its message quotes the text
        } catch (IOException e) {
            LOG.warn("{} in the history cannot be read: {}", id, e.toString());
        }
        return Optional.empty();
    }

    private Secrets needed() throws IOException {
        return secrets.orElseThrow(() -> new IOException("sealed on another system"));
    }

    private void remove(String id) {
        try {
            folder.delete(id);
        } catch (IOException e) {
            LOG.warn("a part of an entry stays: {}", e.toString());
        }
    }

    private HistoryException notWritten(IOException e) {
        return new HistoryException(
                ErrorCode.HISTORY_NOT_WRITTEN,
                "the history is not written: " + e,
                e,
                List.of(folder.path(), IoReason.of(e)));
    }

    private static HistoryException missing(String id) {
        return new HistoryException(ErrorCode.HISTORY_ENTRY_MISSING, "not in the history: " + id, null, List.of(id));
    }
}

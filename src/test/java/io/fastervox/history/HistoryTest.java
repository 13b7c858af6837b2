package io.fastervox.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.config.HistoryChoice;
import io.fastervox.config.HistoryChoice.Keeping;
import io.fastervox.desktop.Secrets;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Reaches;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What was dictated is kept as its person wishes")
class HistoryTest {
    private static final Instant NOW = Instant.parse("2026-11-26T01:02:03.004Z");
    private static final String ID = "20261126-010203-004";
    private static final HistoryChoice PLAIN = new HistoryChoice(Keeping.PLAIN, 7, 100);
    private static final HistoryChoice PROTECTED = new HistoryChoice(Keeping.PROTECTED, 7, 100);
    private static final HistoryEntry ENTRY = new HistoryEntry(
            "你好，Norland", Optional.of("notepad.exe"), Optional.of("zh"), 2.5, 0.3, Optional.of("base"), List.of());

    private final Path folder;
    private final Path history;

    HistoryTest(@TempDir Path folder) {
        this.folder = folder;
        this.history = folder.resolve("history");
    }

    /** Turns every bit around: nobody reads it, and it is no protection at all. */
    private static final class FakeSecrets implements Secrets {
        private final int key;

        FakeSecrets(int key) {
            this.key = key;
        }

        @Override
        public byte[] seal(byte[] open) {
            byte[] sealed = new byte[open.length + 1];
            sealed[0] = (byte) key;
            for (int i = 0; i < open.length; i++) {
                sealed[i + 1] = (byte) ~open[i];
            }
            return sealed;
        }

        @Override
        public byte[] open(byte[] sealed) throws IOException {
            if (sealed[0] != (byte) key) {
                throw new IOException("somebody else's");
            }
            byte[] open = new byte[sealed.length - 1];
            for (int i = 0; i < open.length; i++) {
                open[i] = (byte) ~sealed[i + 1];
            }
            return open;
        }
    }

    private History at(Instant now, Optional<Secrets> secrets) {
        return new History(history, secrets, Clock.fixed(now, ZoneOffset.UTC));
    }

    private History plain() {
        return at(NOW, Optional.empty());
    }

    private static History sealing(Path history, int key) {
        return new History(history, Optional.of(new FakeSecrets(key)), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Path said(byte[] sound) throws IOException {
        return Files.write(folder.resolve("said.wav"), sound);
    }

    private Path said() throws IOException {
        return said(new byte[] {1, 2, 3});
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(history)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<String> ids(History of) throws HistoryException {
        return of.list(Integer.MAX_VALUE).stream().map(Kept::id).toList();
    }

    @Test
    void anEntryHoldsTheTextAndTakesTheRecordingOver() throws Exception {
        plain().add(ENTRY, said(), PLAIN);

        assertEquals(List.of(new Kept(ID, NOW, Optional.of(ENTRY), true)), plain().list(10));
        assertFalse(Files.exists(folder.resolve("said.wav")));
    }

    @Test
    void whatIsNotWishedIsNotKept() throws Exception {
        Path said = said();

        plain().add(ENTRY, said, new HistoryChoice(Keeping.OFF, 7, 100));

        assertEquals(List.of(false, true, List.of()), List.of(Files.exists(history), Files.exists(said), ids(plain())));
    }

    @Test
    void ofWhatIsProtectedNothingCanBeReadOnTheDisk() throws Exception {
        byte[] sound = new byte[2_500_000];
        new Random(1).nextBytes(sound);

        sealing(history, 1).add(ENTRY, said(sound), PROTECTED);

        assertEquals(List.of(ID + ".json.sealed", ID + ".wav.sealed"), files());
        String written = Files.readString(history.resolve(ID + ".json.sealed"), StandardCharsets.ISO_8859_1);
        assertFalse(written.contains("Norland"));
        Kept kept = sealing(history, 1).get(Optional.empty());
        assertEquals(new Kept(ID, NOW, Optional.of(ENTRY), true), kept);
        assertArrayEquals(sound, Files.readAllBytes(sealing(history, 1).recording(kept)));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "permissions of POSIX")
    void whereNothingCanBeSealedItsOwnerAloneMayReadIt() throws Exception {
        plain().add(ENTRY, said(), PROTECTED);

        assertEquals(
                List.of("rwx------", "rw-------", "rw-------"),
                Stream.of(history, history.resolve(ID + ".json"), history.resolve(ID + ".wav"))
                        .map(HistoryTest::permissions)
                        .toList());
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Reaches(ErrorCode.HISTORY_UNREADABLE)
    void whatCannotBeReadIsListedAndLeftAlone() throws Exception {
        sealing(history, 1).add(ENTRY, said(), PROTECTED);
        Files.writeString(history.resolve("20261126-010203-005.json"), "{\"text\": \"half");
        Files.writeString(history.resolve("20261126-010203-006.json"), "{}");
        List<String> before = files();

        List<Kept> kept = sealing(history, 2).list(10);

        assertEquals(
                List.of(
                        new Kept("20261126-010203-006", NOW.plusMillis(2), Optional.empty(), false),
                        new Kept("20261126-010203-005", NOW.plusMillis(1), Optional.empty(), false),
                        new Kept(ID, NOW, Optional.empty(), true)),
                kept);
        HistoryException refusal =
                assertThrows(HistoryException.class, () -> sealing(history, 2).get(Optional.of(ID)));
        assertEquals(ErrorCode.HISTORY_UNREADABLE, refusal.code());
        assertEquals(before, files());
    }

    @Test
    void filesOfOthersAreNoEntries() throws Exception {
        plain().add(ENTRY, said(), PLAIN);
        Files.writeString(history.resolve("99999999-999999-999.json"), "{}");
        Files.writeString(history.resolve("notes.txt"), "");

        plain().clear();

        assertEquals(List.of("99999999-999999-999.json", "notes.txt"), files());
    }

    @Test
    void recordingsGoWithTheirEntriesAfterTheDaysAndBeyondTheNumber() throws Exception {
        for (int day = 0; day <= 9; day++) {
            at(NOW.plus(Duration.ofDays(day)), Optional.empty())
                    .add(ENTRY, said(), new HistoryChoice(Keeping.PLAIN, 5, 100));
        }
        List<String> afterFiveDays = files();
        at(NOW.plus(Duration.ofDays(9)), Optional.empty()).prune(new HistoryChoice(Keeping.OFF, 0, 2));

        assertEquals(12, afterFiveDays.size());
        assertEquals("20261130-010203-004.json", afterFiveDays.get(0));
        assertEquals(
                List.of(
                        "20261204-010203-004.json",
                        "20261204-010203-004.wav",
                        "20261205-010203-004.json",
                        "20261205-010203-004.wav"),
                files());
    }

    @Test
    void twoOfOneMomentHaveTheirNames() throws Exception {
        plain().add(ENTRY, said(), PLAIN);
        plain().add(ENTRY, said(), PLAIN);

        assertEquals(List.of("20261126-010203-005", ID), ids(plain()));
    }

    @Test
    void aTextMadeAnewKeepsTheEarlierOneAndItsForm() throws Exception {
        History sealing = sealing(history, 1);
        sealing.add(ENTRY, said(), PROTECTED);

        sealing.change(ID, ENTRY.heardAnew("你好", Optional.of("zh"), Optional.of("small")));

        HistoryEntry expected = new HistoryEntry(
                "你好",
                Optional.of("notepad.exe"),
                Optional.of("zh"),
                2.5,
                0.3,
                Optional.of("small"),
                List.of("你好，Norland"));
        assertEquals(Optional.of(expected), sealing.get(Optional.of(ID)).entry());
        assertEquals(List.of(ID + ".json.sealed", ID + ".wav.sealed"), files());
    }

    @Test
    void whatWasForgottenMeanwhileDoesNotComeBack() throws Exception {
        plain().add(ENTRY, said(), PLAIN);
        plain().clear();

        HistoryException refusal = assertThrows(HistoryException.class, () -> plain().change(ID, ENTRY));

        assertEquals(List.of(ErrorCode.HISTORY_ENTRY_MISSING, List.of()), List.of(refusal.code(), files()));
    }

    @Test
    @Reaches(ErrorCode.HISTORY_ENTRY_MISSING)
    void whatIsNotThereIsNamedAndNothingElseIsDeleted() throws Exception {
        plain().add(ENTRY, said(), PLAIN);
        String gone = "20261126-010203-999";

        HistoryException refusal = assertThrows(HistoryException.class, () -> plain().delete(List.of(ID, gone)));

        assertEquals(
                List.of(ErrorCode.HISTORY_ENTRY_MISSING, List.of(gone)), List.of(refusal.code(), refusal.arguments()));
        assertEquals(List.of(ID), ids(plain()));
        plain().delete(List.of(ID));
        assertEquals(List.of(), files());
    }

    @Test
    @Reaches(ErrorCode.HISTORY_NOT_WRITTEN)
    void aHistoryThatCannotBeWrittenIsNamed() throws Exception {
        Files.writeString(history, "a file where the folder should be");
        Path said = said();

        HistoryException failure = assertThrows(HistoryException.class, () -> plain().add(ENTRY, said, PLAIN));

        assertEquals(ErrorCode.HISTORY_NOT_WRITTEN, failure.code());
        assertEquals(List.of(), plain().list(10));
    }

    @Test
    void copiesOfAProgramThatWasKilledGoAfterADay() throws Exception {
        plain().add(ENTRY, said(), PLAIN);
        Path copy = plain().recording(plain().get(Optional.empty()));
        Files.setLastModifiedTime(copy, java.nio.file.attribute.FileTime.from(NOW));

        at(NOW.plus(Duration.ofHours(23)), Optional.empty()).prune(PLAIN);
        boolean inUse = Files.exists(copy);
        at(NOW.plus(Duration.ofHours(25)), Optional.empty()).prune(PLAIN);

        assertEquals(List.of(true, false), List.of(inUse, Files.exists(copy)));
    }

    @Test
    void anEntryShowsNoTextInLogs() {
        assertEquals("HistoryEntry[10 characters, 2.5 s]", ENTRY.toString());
    }
}

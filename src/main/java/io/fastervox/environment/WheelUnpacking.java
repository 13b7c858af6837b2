package io.fastervox.environment;

import io.fastervox.support.AtomicFiles;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Installs wheels into one environment by unpacking them, several side by side (see {@code
 * docs/adr/0011-wheels-unpacked-by-java.md}). Each file is compared with the wheel's own RECORD while it is written; the
 * RECORD of the installed package is written last, so that its being there proves the package whole. Thread-safe.
 *
 * @param root folder of the environment
 * @param sitePackages the folder in it that holds the packages
 * @param claims who has which path; shared by all that is unpacked into this environment
 * @param pool its threads write
 */
record WheelUnpacking(Path root, Path sitePackages, Claims claims, ExecutorService pool) {
    private static final byte[] INSTALLER = "faster-vox\n".getBytes(StandardCharsets.UTF_8);
    private static final String UNFINISHED = ".unfinished";

    /** Lets something else happen before a file outside the folder of the packages is written. */
    @FunctionalInterface
    interface Outside {
        Outside AT_ONCE = () -> {};

        void await() throws EnvironmentException, IOException, InterruptedException;
    }

    /**
     * Installs one wheel whose SHA-256 has been proven. Nothing of the package may be there.
     *
     * @return the package's files and what was seen of each after it was written
     * @throws EnvironmentException {@code ENVIRONMENT_INSTALL_FAILED}: {@code {0}} the package, {@code {1}} what is wrong
     *     with the wheel
     */
    SortedMap<String, FileFact> install(Path file, LockedWheel wheel, Outside outside)
            throws EnvironmentException, IOException, InterruptedException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            String packages = FolderScan.relative(root, sitePackages);
            WheelPlan plan = WheelPlan.of(zip, ZipModes.of(file), wheel, packages);
            String record = plan.info() + "/" + WheelPlan.RECORD;
            String installer = plan.info() + "/" + WheelPlan.INSTALLER;
            List<String> paths = new ArrayList<>(plan.files().keySet());
            paths.addAll(List.of(record, record + UNFINISHED, installer));
            Map<String, PlannedFile> files = new LinkedHashMap<>(plan.files());
            files.keySet().removeAll(claims.claim(wheel.name(), paths, plan.emptyFiles()));
            if (!plan.staysIn(packages)) {
                outside.await();
            }
            SortedMap<String, FileFact> written = new TreeMap<>();
            for (Map.Entry<String, FileFact> fact :
                    Unpacking.run(zip, files, root, pool).entrySet()) {
                requireAsStated(fact.getKey(), fact.getValue(), plan.record());
                written.put(fact.getKey(), fact.getValue().withoutHash());
            }
            written.put(installer, write(installer, INSTALLER));
            byte[] list = record(plan).getBytes(StandardCharsets.UTF_8);
            write(record + UNFINISHED, list);
            AtomicFiles.replace(root.resolve(record + UNFINISHED), root.resolve(record));
            written.put(record, seen(record));
            return written;
        } catch (ZipException e) {
            String reason = "the wheel is not as it should be: " + e.getMessage();
            throw new EnvironmentException(
                    ErrorCode.ENVIRONMENT_INSTALL_FAILED,
                    wheel.file() + ": " + reason,
                    e,
                    List.of(wheel.name(), reason));
        }
    }

    private static void requireAsStated(String path, FileFact written, Map<String, RecordFile.Entry> record)
            throws ZipException {
        RecordFile.Entry stated = java.util.Objects.requireNonNull(record.get(path));
        if (!stated.sha256().equals(written.sha256()) || !stated.bytes().equals(OptionalLong.of(written.bytes()))) {
            throw new ZipException(path + " is not what its RECORD states");
        }
    }

    private static String record(WheelPlan plan) {
        String info = plan.info().substring(plan.info().lastIndexOf('/') + 1);
        List<RecordFile.Entry> lines = new ArrayList<>(plan.record().values());
        lines.add(new RecordFile.Entry(
                info + "/" + WheelPlan.INSTALLER,
                Optional.of(Sha256.of(INSTALLER)),
                OptionalLong.of(INSTALLER.length)));
        lines.add(new RecordFile.Entry(info + "/" + WheelPlan.RECORD, Optional.empty(), OptionalLong.empty()));
        return RecordFile.text(lines);
    }

    private FileFact write(String path, byte[] content) throws IOException {
        Files.write(root.resolve(path), content);
        return seen(path);
    }

    private FileFact seen(String path) throws IOException {
        BasicFileAttributes now = Files.readAttributes(root.resolve(path), BasicFileAttributes.class);
        return new FileFact(now.size(), now.lastModifiedTime().toMillis(), Optional.empty());
    }
}

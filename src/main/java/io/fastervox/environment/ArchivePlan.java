package io.fastervox.environment;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Which entries of an archive go where. Refuses every archive that would write outside the target folder. */
final class ArchivePlan {
    /** More than any archive here needs; stops an archive that is made to fill the disk. */
    static final int MAX_ENTRIES = 20_000;

    static final long MAX_ENTRY_BYTES = 256L << 20;
    static final long MAX_BYTES = 1L << 30;

    /** Device names that Windows opens instead of a file, whatever their extension. */
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

    private ArchivePlan() {}

    /**
     * Target path (with slashes) → what is written there.
     *
     * @throws ZipException if the archive is not acceptable
     */
    static Map<String, PlannedFile> of(ZipFile archive, BasePython.Unpack unpack) throws ZipException {
        if (archive.size() > MAX_ENTRIES) {
            throw new ZipException("too many entries: " + archive.size());
        }
        Map<String, PlannedFile> plan = new LinkedHashMap<>();
        long total = 0;
        for (ZipEntry entry : Collections.list(archive.entries())) {
            String name = safe(entry.getName());
            if (entry.isDirectory() || !name.startsWith(unpack.prefix())) {
                continue;
            }
            String path = name.substring(unpack.prefix().length());
            if (unpack.leaveOut().stream().noneMatch(path::startsWith)) {
                total = add(plan, unpack, path, entry, total);
            }
            for (BasePython.Also also : unpack.also()) {
                if (also.from().equals(path)) {
                    total = add(plan, unpack, safe(also.to()), entry, total);
                }
            }
        }
        return Collections.unmodifiableMap(plan);
    }

    private static long add(
            Map<String, PlannedFile> plan, BasePython.Unpack unpack, String path, ZipEntry entry, long before)
            throws ZipException {
        boolean executable = unpack.executable().contains(path);
        if (plan.put(path, new PlannedFile(entry, MAX_ENTRY_BYTES, executable)) != null) {
            throw new ZipException("two entries for " + path);
        }
        long total = before + Math.max(0, entry.getSize());
        if (entry.getSize() > MAX_ENTRY_BYTES || total > MAX_BYTES) {
            throw new ZipException("too large when unpacked: " + path);
        }
        return total;
    }

    /** The path if it stays below whatever folder it is resolved against, on every platform. */
    static String safe(String path) throws ZipException {
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        for (String part : bare.split("/", -1)) {
            boolean odd = part.isEmpty()
                    || part.equals(".")
                    || part.equals("..")
                    || part.endsWith(".")
                    || part.endsWith(" ")
                    || part.chars().anyMatch(c -> c < ' ' || "\\:*?\"<>|".indexOf(c) >= 0)
                    || DEVICE.matcher(part).matches();
            if (odd) {
                throw new ZipException("unsafe path in archive: '" + path + "'");
            }
        }
        return path;
    }

    /** The path below a folder. */
    static Path resolve(Path folder, String path) throws ZipException {
        Path target = folder.resolve(safe(path)).normalize();
        if (!target.startsWith(folder.normalize())) {
            throw new ZipException("unsafe path in archive: '" + path + "'");
        }
        return target;
    }
}

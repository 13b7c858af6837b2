package io.fastervox.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Which file of a wheel goes where. A wheel is accepted only if its own RECORD states the SHA-256 and the size of every
 * file in it, and if it needs nothing that our locks do not: no scripts, no headers.
 *
 * @param info path of the package's {@code .dist-info}
 * @param files path below the environment's root → what is written there; RECORD itself is not among them
 * @param record the same paths → their lines in the RECORD of the installed package
 * @see <a href="https://packaging.python.org/en/latest/specifications/binary-distribution-format/">Binary distribution
 *     format</a>
 */
record WheelPlan(String info, Map<String, PlannedFile> files, Map<String, RecordFile.Entry> record) {
    static final String RECORD = "RECORD";
    static final String INSTALLER = "INSTALLER";

    /** What wheels may hold in their {@code .data} folder; both libraries are one folder in a virtual environment. */
    private static final Set<String> LIBRARIES = Set.of("purelib", "platlib");

    /**
     * Reads the wheel's lists; nothing is written.
     *
     * @param sitePackages path of the folder for packages below the environment's root, with slashes
     * @throws ZipException if the wheel is not acceptable
     */
    static WheelPlan of(ZipFile zip, ZipModes modes, LockedWheel wheel, String sitePackages) throws IOException {
        Map<String, ZipEntry> entries = entries(zip, modes);
        String info = info(entries.keySet(), wheel);
        requireKnownVersion(text(zip, entries, info + "/WHEEL"));
        Map<String, RecordFile.Entry> stated = stated(text(zip, entries, info + "/" + RECORD));
        String data = info.substring(0, info.length() - ".dist-info".length()) + ".data/";
        Map<String, PlannedFile> files = new LinkedHashMap<>();
        Map<String, RecordFile.Entry> record = new LinkedHashMap<>();
        for (Map.Entry<String, ZipEntry> entry : entries.entrySet()) {
            String name = entry.getKey();
            Optional<RecordFile.Entry> line = Optional.ofNullable(stated.remove(name));
            if (name.equals(info + "/" + RECORD)) {
                continue;
            }
            RecordFile.Entry known = line.filter(
                            given -> given.sha256().isPresent() && given.bytes().isPresent())
                    .orElseThrow(() -> new ZipException("its RECORD does not state hash and size of " + name));
            String target = ArchivePlan.safe(target(name, data, sitePackages));
            PlannedFile file = new PlannedFile(entry.getValue(), known.bytes().getAsLong(), modes.isExecutable(name));
            if (files.put(target, file) != null) {
                throw new ZipException("two files for " + target);
            }
            record.put(
                    target,
                    new RecordFile.Entry(fromSitePackages(target, sitePackages), known.sha256(), known.bytes()));
        }
        if (!stated.isEmpty()) {
            throw new ZipException("its RECORD names what is not there: " + stated.keySet());
        }
        return new WheelPlan(
                sitePackages + "/" + info, Collections.unmodifiableMap(files), Collections.unmodifiableMap(record));
    }

    /** Whether it writes nothing but packages: then it can be unpacked while the rest of the environment is made. */
    boolean staysIn(String sitePackages) {
        return files.keySet().stream().allMatch(path -> path.startsWith(sitePackages + "/"));
    }

    /** Paths of files without content. */
    Set<String> emptyFiles() {
        return files.entrySet().stream()
                .filter(file -> file.getValue().mostBytes() == 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Map<String, ZipEntry> entries(ZipFile zip, ZipModes modes) throws ZipException {
        Map<String, ZipEntry> entries = new LinkedHashMap<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String name = ArchivePlan.safe(entry.getName());
            if (modes.isLink(name)) {
                throw new ZipException("a symbolic link: " + name);
            }
            if (!entry.isDirectory() && entries.put(name, entry) != null) {
                throw new ZipException("two entries for " + name);
            }
        }
        return entries;
    }

    private static String info(Set<String> names, LockedWheel wheel) throws ZipException {
        List<String> infos = names.stream()
                .filter(name -> name.matches("[^/]+\\.dist-info/.*"))
                .map(name -> name.substring(0, name.indexOf('/')))
                .distinct()
                .toList();
        if (infos.size() != 1 || !PackageCheck.key(infos.get(0)).equals(Optional.of(PackageCheck.key(wheel)))) {
            throw new ZipException("describes " + infos + " instead of " + wheel.name() + " " + wheel.version());
        }
        return infos.get(0);
    }

    private static void requireKnownVersion(String wheel) throws ZipException {
        if (wheel.lines().noneMatch(line -> line.matches("Wheel-Version: *1\\.[0-9]+ *"))) {
            throw new ZipException("not of wheel version 1");
        }
    }

    private static Map<String, RecordFile.Entry> stated(String text) throws ZipException {
        Map<String, RecordFile.Entry> stated = new HashMap<>();
        for (RecordFile.Entry entry : parsed(text)) {
            if (stated.put(entry.path(), entry) != null) {
                throw new ZipException("its RECORD names " + entry.path() + " twice");
            }
        }
        return stated;
    }

    private static List<RecordFile.Entry> parsed(String text) throws ZipException {
        try {
            return RecordFile.parse(text);
        } catch (IOException e) {
            throw new ZipException(e.getMessage());
        }
    }

    private static String target(String name, String data, String sitePackages) throws ZipException {
        if (!name.startsWith(data)) {
            return sitePackages + "/" + name;
        }
        String inside = name.substring(data.length());
        int slash = inside.indexOf('/');
        String kind = inside.substring(0, Math.max(0, slash));
        if (kind.equals("data")) {
            String target = inside.substring(slash + 1);
            if (EnvironmentFolder.isOurs(target) || target.equals("pyvenv.cfg")) {
                throw new ZipException("would replace " + target);
            }
            return target;
        }
        if (LIBRARIES.contains(kind)) {
            return sitePackages + inside.substring(slash);
        }
        throw new ZipException("no place for " + name);
    }

    private static String fromSitePackages(String target, String sitePackages) {
        return target.startsWith(sitePackages + "/")
                ? target.substring(sitePackages.length() + 1)
                : "../".repeat(sitePackages.split("/", -1).length) + target;
    }

    private static String text(ZipFile zip, Map<String, ZipEntry> entries, String name) throws IOException {
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw new ZipException("no " + name);
        }
        try (var in = zip.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

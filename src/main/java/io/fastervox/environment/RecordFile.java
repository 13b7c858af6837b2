package io.fastervox.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The list of a package's files ({@code RECORD}, CSV without a header).
 *
 * @see <a href="https://packaging.python.org/en/latest/specifications/recording-installed-packages/">Recording
 *     installed projects</a>
 */
final class RecordFile {
    private static final String SHA256 = "sha256=";

    private RecordFile() {}

    /**
     * One line.
     *
     * @param path relative to the folder that holds the packages, with slashes; may lead out of it with {@code ..}
     * @param sha256 lower-case hex; absent for the list itself and for bytecode
     * @param bytes absent where the hash is
     */
    record Entry(String path, Optional<String> sha256, OptionalLong bytes) {
        private String row() {
            String hash = sha256.map(hex -> SHA256
                            + Base64.getUrlEncoder()
                                    .withoutPadding()
                                    .encodeToString(HexFormat.of().parseHex(hex)))
                    .orElse("");
            String name = path.matches("[^,\"\r\n]*") ? path : '"' + path.replace("\"", "\"\"") + '"';
            return name + "," + hash + "," + (bytes.isPresent() ? String.valueOf(bytes.getAsLong()) : "");
        }
    }

    static List<Entry> read(Path file) throws IOException {
        return parse(Files.readString(file, StandardCharsets.UTF_8));
    }

    static List<Entry> parse(String text) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (List<String> row : rows(text)) {
            if (row.size() < 2 || row.get(0).isEmpty()) {
                throw new IOException("odd line in RECORD: " + row);
            }
            String hash = row.get(1);
            if (!hash.isEmpty() && !hash.startsWith(SHA256)) {
                throw new IOException("unknown hash in RECORD: " + hash);
            }
            Optional<String> sha256 = hash.isEmpty() ? Optional.empty() : Optional.of(hex(hash));
            entries.add(new Entry(row.get(0).replace('\\', '/'), sha256, bytes(row)));
        }
        return entries;
    }

    /** The list as it is written: by path, a line each. */
    static String text(Collection<Entry> entries) {
        return entries.stream()
                .sorted(Comparator.comparing(Entry::path))
                .map(entry -> entry.row() + "\n")
                .collect(Collectors.joining());
    }

    private static String hex(String hash) throws IOException {
        try {
            return HexFormat.of().formatHex(Base64.getUrlDecoder().decode(hash.substring(SHA256.length())));
        } catch (IllegalArgumentException e) {
            throw new IOException("odd hash in RECORD: " + hash, e);
        }
    }

    private static OptionalLong bytes(List<String> row) throws IOException {
        String size = row.size() < 3 ? "" : row.get(2);
        if (!size.matches("[0-9]{0,15}")) {
            throw new IOException("odd size in RECORD: " + row);
        }
        return size.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(size));
    }

    /** CSV as Python's {@code csv} module writes it: quotes around a field with a comma, quote or line end, doubled inside. */
    private static List<List<String>> rows(String text) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    field.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append(text.charAt(++i));
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                row.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    addUnlessBlank(rows, row);
                    row = new ArrayList<>();
                }
            } else if (c != '\r') {
                field.append(c);
            }
        }
        if (quoted) {
            throw new IOException("a quoted name does not end");
        }
        row.add(field.toString());
        addUnlessBlank(rows, row);
        return rows;
    }

    private static void addUnlessBlank(List<List<String>> rows, List<String> row) {
        if (!row.equals(List.of(""))) {
            rows.add(row);
        }
    }
}

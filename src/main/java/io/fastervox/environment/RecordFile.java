package io.fastervox.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

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
     */
    record Entry(String path, Optional<String> sha256) {}

    static List<Entry> read(Path file) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (List<String> row : rows(Files.readString(file, StandardCharsets.UTF_8))) {
            if (row.size() < 2 || row.get(0).isEmpty()) {
                throw new IOException("odd line in " + file + ": " + row);
            }
            String hash = row.get(1);
            if (!hash.isEmpty() && !hash.startsWith(SHA256)) {
                throw new IOException("unknown hash in " + file + ": " + hash);
            }
            Optional<String> sha256 = hash.isEmpty() ? Optional.empty() : Optional.of(hex(hash, file));
            entries.add(new Entry(row.get(0).replace('\\', '/'), sha256));
        }
        return entries;
    }

    private static String hex(String hash, Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(Base64.getUrlDecoder().decode(hash.substring(SHA256.length())));
        } catch (IllegalArgumentException e) {
            throw new IOException("odd hash in " + file + ": " + hash, e);
        }
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

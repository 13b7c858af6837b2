package io.fastervox.models;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Ids of models are folder names, on every file system the same. */
final class ModelIds {
    private static final int MAX_LENGTH = 64;
    private static final Pattern ID = Pattern.compile("[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9_-])?");
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]*");

    /** Windows keeps these for devices, with any extension. */
    private static final Pattern DEVICE = Pattern.compile("(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\\..*)?");

    private ModelIds() {}

    static boolean isValid(String id) {
        return ID.matcher(id).matches() && !DEVICE.matcher(id).matches();
    }

    static String require(String id) {
        if (!isValid(id)) {
            throw new IllegalArgumentException("not a model id: " + id);
        }
        return id;
    }

    static String requireFileName(String path) {
        if (!FILE_NAME.matcher(path).matches()) {
            throw new IllegalArgumentException("not a plain file name: " + path);
        }
        return path;
    }

    /** The nearest id to a name that a person gave a folder. */
    static String fromName(String name) {
        String ascii = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("^[._-]+|[._-]+$", "");
        String cut =
                ascii.length() > MAX_LENGTH ? ascii.substring(0, MAX_LENGTH).replaceAll("[._-]+$", "") : ascii;
        if (cut.isEmpty()) {
            return "custom";
        }
        return isValid(cut) ? cut : "model-" + cut;
    }
}

package io.fastervox.app.report;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** How logs, addresses and JSON write a text or a path. */
final class Forms {
    private Forms() {}

    static Set<String> of(String text) {
        Set<String> forms = new TreeSet<>(Set.of(text));
        forms.add(URLEncoder.encode(text, StandardCharsets.UTF_8));
        forms.add(URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
        forms.add(path(text));
        forms.add(letters(text));
        Set<String> inJson = new HashSet<>();
        forms.forEach(form -> inJson.add(escaped(form)));
        forms.addAll(inJson);
        return forms;
    }

    /** The same with either slash, as a {@code file:} address has it too. */
    static Set<String> ofPath(String folder) {
        Set<String> forms = new LinkedHashSet<>();
        String whole = folder.replaceFirst("[\\\\/]+$", "");
        if (whole.length() < 2) {
            return Set.of(); // the root of a disk belongs to nobody
        }
        for (String written : List.of(whole, whole.replace('\\', '/'), whole.replace("\\", "\\\\"))) {
            forms.addAll(of(written));
        }
        return forms;
    }

    /** As an address has it: what is allowed in a path stays, letters of other scripts do not. */
    private static String path(String text) {
        try {
            return new URI(null, null, "/" + text, null).toASCIIString().substring(1);
        } catch (URISyntaxException e) {
            return text;
        }
    }

    /** Letters outside ASCII as an address that is meant for people keeps them: only the rest is encoded. */
    private static String letters(String text) {
        return text.replace(" ", "%20");
    }

    /** As JSON writes it when it keeps to ASCII. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> {
            if (c < 128) {
                escaped.append((char) c);
            } else {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", c));
            }
        });
        return escaped.toString();
    }
}

package io.fastervox.environment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.fastervox.download.Response;
import io.fastervox.support.Json;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One project's page of a package index, as JSON (PEP 691) or HTML (PEP 503). */
final class IndexPage {
    static final String JSON = "application/vnd.pypi.simple.v1+json";
    static final String ACCEPT = JSON + ", application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1";

    private static final Pattern ANCHOR = Pattern.compile(
            "<a\\s[^>]*?href\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')[^>]*>([^<]*)</a\\s*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern BASE =
            Pattern.compile("<base\\s[^>]*?href\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')[^>]*>", Pattern.CASE_INSENSITIVE);

    private static final Pattern SHA256 = Pattern.compile("#(?:.*&)?sha256=([0-9A-Fa-f]{64})(?:&|$)");

    private IndexPage() {}

    /** File name → link. Links that are no addresses are left out. */
    static Map<String, IndexLink> read(Response page) throws IOException {
        String type = page.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        return type.contains("json") ? json(page) : html(page);
    }

    /** Read as a stream: the pages of old projects have megabytes, nearly all of it about other files. */
    private static Map<String, IndexLink> json(Response page) throws IOException {
        Map<String, IndexLink> files = new HashMap<>();
        try (JsonParser parser = Json.lenient().createParser(page.body())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean list = parser.currentName().equals("files");
                if (parser.nextToken() == JsonToken.START_ARRAY && list) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        addFile(files, page.address(), parser);
                    }
                } else {
                    parser.skipChildren();
                }
            }
            return files;
        } catch (JsonProcessingException e) {
            throw new IOException("no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static void addFile(Map<String, IndexLink> files, URI page, JsonParser parser) throws IOException {
        String name = "";
        String link = "";
        String sha256 = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            if (field.equals("filename")) {
                name = parser.getValueAsString("");
            } else if (field.equals("url")) {
                link = parser.getValueAsString("");
            } else if (field.equals("hashes") && parser.currentToken() == JsonToken.START_OBJECT) {
                sha256 = sha256(parser);
            }
            parser.skipChildren();
        }
        if (!name.isEmpty() && !link.isEmpty()) {
            put(files, page, name, sha256.isEmpty() ? link : link + "#sha256=" + sha256);
        }
    }

    private static String sha256(JsonParser parser) throws IOException {
        String found = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = parser.currentName().equals("sha256");
            parser.nextToken();
            found = wanted ? parser.getValueAsString("") : found;
            parser.skipChildren();
        }
        return found;
    }

    private static Map<String, IndexLink> html(Response page) {
        Map<String, IndexLink> files = new HashMap<>();
        String text = page.text();
        Matcher base = BASE.matcher(text);
        URI address = base.find() ? page.address().resolve(unescaped(href(base))) : page.address();
        Matcher anchor = ANCHOR.matcher(text);
        while (anchor.find()) {
            put(files, address, unescaped(anchor.group(3)).strip(), unescaped(href(anchor)));
        }
        return files;
    }

    private static String href(Matcher element) {
        return element.group(1) != null ? element.group(1) : element.group(2);
    }

    private static void put(Map<String, IndexLink> files, URI page, String name, String link) {
        try {
            URI address = page.resolve(link.strip());
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            if (scheme.equals("https") || scheme.equals("http")) {
                files.putIfAbsent(name, new IndexLink(withoutFragment(address), sha256(link)));
            }
        } catch (IllegalArgumentException e) {
            // Not an address: this link serves nobody, the others may be fine.
            return;
        }
    }

    /** An index names the hash in the fragment: {@code #sha256=…}. One that is none is not believed. */
    private static Optional<String> sha256(String link) {
        Matcher fragment = SHA256.matcher(link);
        return fragment.find() ? Optional.of(fragment.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private static URI withoutFragment(URI address) {
        String text = address.toString();
        int hash = text.indexOf('#');
        return hash < 0 ? address : URI.create(text.substring(0, hash));
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&#x27;", "'")
                .replace("&amp;", "&");
    }
}

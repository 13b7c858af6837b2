package io.fastervox.environment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.fastervox.download.DownloadException;
import io.fastervox.download.Response;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Json;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
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

    /** What packages come as, of old ones too. */
    private static final Pattern PACKAGE = Pattern.compile(
            ".*\\.(?:whl|egg|zip|tar|gz|tgz|bz2|xz|exe|msi|rpm)\\s*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** What a page of a project without a file still has, by PEP 629 or by the habit of all indexes. */
    private static final Pattern EMPTY_PROJECT =
            Pattern.compile("pypi:repository-version|<title>\\s*Links for", Pattern.CASE_INSENSITIVE);

    private IndexPage() {}

    /**
     * The link of a file; none if the page has none that is an address.
     *
     * @throws DownloadException {@code DOWNLOAD_HASH_MISMATCH} if the page is none of a project: somebody on the way has
     *     answered with a log-in page or a notice
     */
    static Optional<IndexLink> find(String file, Response page) throws IOException, DownloadException {
        String type = page.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        return type.contains("json") ? json(file, page) : html(file, page);
    }

    /** Read as a stream: the pages of old projects have megabytes, nearly all of it about other files. */
    private static Optional<IndexLink> json(String file, Response page) throws IOException {
        Optional<IndexLink> found = Optional.empty();
        try (JsonParser parser = Json.lenient().createParser(page.body())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean list = parser.currentName().equals("files");
                if (parser.nextToken() == JsonToken.START_ARRAY && list) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        String link = link(file, parser);
                        found = found.isPresent() || link.isEmpty() ? found : address(page.address(), link);
                    }
                } else {
                    parser.skipChildren();
                }
            }
            return found;
        } catch (JsonProcessingException e) {
            throw new IOException("no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The link in the entry that the parser is in, if that is the file's; otherwise empty. */
    private static String link(String file, JsonParser parser) throws IOException {
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
        if (!name.equals(file) || link.isEmpty()) {
            return "";
        }
        return sha256.isEmpty() ? link : link + "#sha256=" + sha256;
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

    private static Optional<IndexLink> html(String file, Response page) throws DownloadException {
        String text = page.text();
        Matcher base = BASE.matcher(text);
        URI address = base.find() ? page.address().resolve(unescaped(href(base))) : page.address();
        Matcher anchor = ANCHOR.matcher(text);
        Optional<IndexLink> found = Optional.empty();
        boolean ofProject = EMPTY_PROJECT.matcher(text).find();
        while (found.isEmpty() && anchor.find()) {
            ofProject |= PACKAGE.matcher(anchor.group(3)).matches();
            if (unescaped(anchor.group(3)).strip().equals(file)) {
                found = address(address, unescaped(href(anchor)));
            }
        }
        if (!ofProject) {
            throw new DownloadException(
                    ErrorCode.DOWNLOAD_HASH_MISMATCH,
                    page.address() + " is no page of a package index",
                    page.address().toString(),
                    "a page without packages");
        }
        return found;
    }

    private static String href(Matcher element) {
        return element.group(1) != null ? element.group(1) : element.group(2);
    }

    private static Optional<IndexLink> address(URI page, String link) {
        try {
            URI address = page.resolve(link.strip());
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            return scheme.equals("https") || scheme.equals("http")
                    ? Optional.of(new IndexLink(withoutFragment(address), sha256(link)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not an address: this link serves nobody, another one may be fine
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

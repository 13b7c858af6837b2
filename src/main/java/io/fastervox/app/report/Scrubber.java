package io.fastervox.app.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a text who the person is and what opens doors: passwords and tokens that are known or look like it, the home
 * folder, the name, in every form that paths and logs write them in.
 */
public final class Scrubber {
    private static final String SECRET = "***";
    private static final int SHORTEST_SECRET = 4;

    /** What is a secret by its looks. The first group, where there is one, stays. */
    private static final List<Pattern> LOOKS_SECRET = List.of(
            Pattern.compile("(\\b[a-z][a-z0-9+.-]*:(?:\\\\?/){2})[^/\\s\"'<>]*(?=@)", Pattern.CASE_INSENSITIVE),
            Pattern.compile(
                    "(\\b(?:proxy-)?authorization\"?\\s*[:=]\\s*\"?(?:(?:basic|bearer|digest|negotiate)\\s+)?)[^\\s\",]+",
                    Pattern.CASE_INSENSITIVE),
            Pattern.compile("(\\bbearer\\s+)[\\w.~+/=-]{8,}", Pattern.CASE_INSENSITIVE),
            Pattern.compile(
                    "([?&;](?:[\\w-]*(?:token|secret|password|passwd|signature|credential|api-?key)|sig|key|pwd|auth)=)[^&\\s\"'<>]+",
                    Pattern.CASE_INSENSITIVE),
            Pattern.compile(
                    "(\\b[\\w-]*(?:token|secret|password|passwd|api_?key)\"?\\s*[:=]\\s*\"?)[^\\s\",;}&]{4,}",
                    Pattern.CASE_INSENSITIVE),
            Pattern.compile("()\\b(?:hf_|gh[pousr]_|github_pat_|glpat-|pypi-|sk-)[\\w-]{12,}"));

    /** Somebody's folder, whoever it is, under its long or its 8.3 name. */
    private static final Pattern SOMEBODYS_FOLDER = Pattern.compile(
            "((?:\\b[A-Z]:|%3A|\\?)?(?:[\\\\/]|%5C|%2F)+(?:Users|home|Documents and Settings|DOCUME~\\d)(?:[\\\\/]|%5C|%2F)+)(?!Public\\b|<)"
                    + "(?:(?!%5C|%2F)[^\\\\/\\s\"'<>|:;,)\\]])+",
            Pattern.CASE_INSENSITIVE);

    private final List<Rule> rules = new ArrayList<>();

    private record Rule(Pattern pattern, String replacement) {}

    /** @param person whose report it is */
    public Scrubber(Person person) {
        person.secrets().stream()
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .sorted(Comparator.comparing(String::length).reversed())
                .forEach(secret -> add(Forms.of(secret), SECRET, false));
        LOOKS_SECRET.forEach(looks -> rules.add(new Rule(looks, "$1" + SECRET)));
        person.homes().forEach(home -> add(Forms.ofPath(home), "<home>", false));
        rules.add(new Rule(SOMEBODYS_FOLDER, "$1<user>"));
        person.computers().forEach(computer -> add(Forms.of(computer), "<computer>", true));
        person.names().forEach(name -> add(Forms.of(name), "<user>", true));
    }

    /** The same text without them. */
    public String clean(String text) {
        String clean = text;
        for (Rule rule : rules) {
            clean = rule.pattern().matcher(clean).replaceAll(rule.replacement());
        }
        return clean;
    }

    private void add(Set<String> forms, String replacement, boolean words) {
        Set<String> longestFirst =
                new TreeSet<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        longestFirst.addAll(forms);
        for (String form : longestFirst) {
            // A name of plain letters may be a part of any word; one of others is never there by chance.
            boolean plain = words && form.matches("[\\w.-]+");
            String pattern =
                    plain ? "(?<![\\p{L}\\p{N}])" + Pattern.quote(form) + "(?![\\p{L}\\p{N}])" : Pattern.quote(form);
            rules.add(new Rule(
                    Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
                    Matcher.quoteReplacement(replacement)));
        }
    }
}

package io.fastervox.app.report;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a report must not tell.
 *
 * @param names of the person on this computer
 * @param homes the home folder under its names
 * @param computers names of the computer
 * @param secrets passwords, tokens
 */
public record Person(Set<String> names, Set<String> homes, Set<String> computers, Set<String> secrets) {
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?:.*_)?(?:TOKEN|PASSWORD|PASSWD|SECRET|API_?KEY|CREDENTIALS?)(?:_.*)?");
    private static final Pattern ACCOUNT = Pattern.compile("://([^/\\s]*)@");

    public Person {
        names = Set.copyOf(names);
        homes = Set.copyOf(homes);
        computers = Set.copyOf(computers);
        secrets = Set.copyOf(secrets);
    }

    /**
     * The person whom this process belongs to.
     *
     * @param variables the environment of this process
     * @param name of the user, as Java knows it
     * @param home folder of the user, as Java knows it
     */
    public static Person of(Map<String, String> variables, String name, String home) {
        Set<String> names = new TreeSet<>();
        Set<String> homes = new TreeSet<>();
        Set<String> computers = new TreeSet<>();
        Set<String> secrets = new TreeSet<>();
        Stream.of(name, value(variables, "USERNAME"), value(variables, "USER"), value(variables, "LOGNAME"))
                .filter(Person::isOfSomebody)
                .forEach(names::add);
        Stream.of(home, value(variables, "USERPROFILE"), value(variables, "HOME"))
                .filter(folder -> !folder.isBlank())
                .forEach(homes::add);
        homes.forEach(folder -> Stream.of(
                        folder.substring(Math.max(folder.lastIndexOf('/'), folder.lastIndexOf('\\')) + 1))
                .filter(Person::isOfSomebody)
                .forEach(names::add));
        Stream.of(value(variables, "COMPUTERNAME"), value(variables, "HOSTNAME"))
                .filter(computer -> !computer.isBlank() && !computer.equalsIgnoreCase("localhost"))
                .forEach(computers::add);
        variables.forEach((variable, value) -> {
            if (SECRET_NAME.matcher(variable.toUpperCase(Locale.ROOT)).matches()) {
                secrets.add(value);
            }
            addAccounts(value, secrets);
        });
        secrets.removeIf(String::isBlank);
        return new Person(names, homes, computers, secrets);
    }

    /** Passwords in addresses, as they are written there and as they are meant. */
    private static void addAccounts(String value, Set<String> secrets) {
        Matcher accounts = ACCOUNT.matcher(value);
        while (accounts.find()) {
            String account = accounts.group(1);
            int colon = account.indexOf(':');
            if (colon >= 0) {
                secrets.add(account.substring(colon + 1));
                secrets.add(decoded(account.substring(colon + 1)));
            }
        }
    }

    private static String decoded(String password) {
        try {
            return URLDecoder.decode(password.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return password; // a percent sign that means itself
        }
    }

    /** Names that every computer has say nothing, and are words of other things. */
    private static boolean isOfSomebody(String name) {
        return !name.isBlank() && !Set.of("root", "user", "admin").contains(name.toLowerCase(Locale.ROOT));
    }

    private static String value(Map<String, String> variables, String name) {
        return variables.getOrDefault(name, "");
    }
}

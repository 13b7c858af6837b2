package io.fastervox.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/**
 * The packages, from the top downwards, and what each may use of the program. Everything listed lies further down; a package
 * that needs one more says so here, with its reason.
 */
final class PackageTable {
    static final List<Line> LINES = List.of(
            new Line(
                    "app",
                    "it wires everything together and nothing may know it",
                    "ui agent dictation history files engine engine.worker environment models hardware download audio ipc desktop"
                            + " desktop.windows desktop.awt desktop.headless config support"),
            new Line(
                    "ui",
                    "windows are views over the agent's state and take no decisions",
                    "agent desktop config support"),
            new Line(
                    "agent",
                    "it decides what a trigger does, and reaches engines, processes and the desktop through ports alone",
                    "dictation files engine environment models hardware audio ipc desktop config support"),
            new Line(
                    "dictation",
                    "the use case from recording to insertion must run with any engine and any desktop",
                    "engine audio desktop config support"),
            new Line(
                    "files",
                    "the use case from recordings to transcripts must run with any engine and without a desktop",
                    "engine config support"),
            new Line(
                    "engine.worker",
                    "it is an adapter: it implements the ports of engine, models and environment",
                    "engine environment models config support"),
            new Line("engine", "the port knows neither Python nor processes, so that another engine fits", "support"),
            new Line(
                    "environment",
                    "it builds from facts and downloads, and asks for admission through a port of its own",
                    "hardware download desktop config support"),
            new Line(
                    "models",
                    "it keeps models and lets them be proved through a port of its own",
                    "hardware download config support"),
            new Line("hardware", "it states facts and decides nothing", "support"),
            new Line("download", "it moves bytes and knows nothing of Python or models", "support"),
            new Line("audio", "it records sound and knows nothing of text", "desktop support"),
            new Line("ipc", "it carries arguments and does not know what they mean", "desktop support"),
            new Line(
                    "history",
                    "it keeps texts and recordings and knows neither where they come from nor who looks at them",
                    "desktop config support"),
            new Line("desktop.windows", "adapters know their ports and not each other", "desktop support"),
            new Line("desktop.awt", "adapters know their ports and not each other", "desktop support"),
            new Line("desktop.headless", "adapters know their ports and not each other", "desktop support"),
            new Line("desktop", "it holds ports and values, never one of their adapters", "support"),
            new Line("config", "settings are values that anyone may read", "support"),
            new Line("support", "it is used by all and knows none of them", ""));

    /** No class may escape the table by lying somewhere else. */
    static final ArchRule COMPLETE = classes()
            .should()
            .resideInAnyPackage(LINES.stream().map(Line::pattern).toArray(String[]::new))
            .as("every package has its line")
            .because("a package without a line has no rule");

    private PackageTable() {}

    /** @param mayUse names of packages, separated by spaces */
    record Line(String name, String because, String mayUse) {
        List<String> allowed() {
            return Stream.concat(Stream.of(name), Stream.of(mayUse.split(" ")))
                    .filter(allowed -> !allowed.isEmpty())
                    .toList();
        }

        /** With the packages below it, unless those have lines of their own. */
        String pattern() {
            return pattern(name);
        }

        ArchRule rule() {
            String[] usable = allowed().stream().map(Line::pattern).toArray(String[]::new);
            return noClasses()
                    .that()
                    .resideInAPackage(pattern())
                    .should()
                    .dependOnClassesThat(resideInAPackage("io.fastervox..").and(not(resideInAnyPackage(usable))))
                    .as(name + " uses nothing of the program but [" + mayUse + "]")
                    .because(because)
                    .allowEmptyShould(true); // some packages have only their contract yet
        }

        private static String pattern(String name) {
            boolean parent = name.equals("engine") || name.equals("desktop");
            return "io.fastervox." + name + (parent ? "" : "..");
        }

        @Override
        public String toString() {
            return name;
        }
    }
}

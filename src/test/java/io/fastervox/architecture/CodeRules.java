package io.fastervox.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.fastervox.support.Exec;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** What holds for the code besides the table of packages. */
final class CodeRules {
    static final List<ArchRule> OF_THE_PROGRAM = List.of(
            slices().matching("io.fastervox.(**)")
                    .should()
                    .beFreeOfCycles()
                    .as("no cycles of packages")
                    .because("a cycle can only be understood, tested and changed as a whole (R27)"),
            classes()
                    .that()
                    .resideInAPackage("io.fastervox.desktop")
                    .and()
                    .areTopLevelClasses()
                    .and()
                    .doNotHaveSimpleName("package-info")
                    .should()
                    .beInterfaces()
                    .orShould()
                    .beRecords()
                    .orShould()
                    .beEnums()
                    .orShould()
                    .beAssignableTo(Exception.class)
                    .as("desktop holds ports and values")
                    .because("behaviour lies in the adapters"),
            onlyIn("desktop.windows hardware", "com.sun.jna..")
                    .as("JNA only in desktop.windows and hardware")
                    .because("a native call can end the whole program, so they are kept together"),
            onlyIn("desktop.awt ui", "java.awt..", "javax.swing..")
                    .as("AWT and Swing only in desktop.awt and ui")
                    .because("the program also runs where there is no display"),
            onlyIn("audio", "javax.sound..")
                    .as("javax.sound only in audio")
                    .because("another way to the microphone must fit without a change elsewhere"),
            onlyIn("download", "org.apache.hc..")
                    .as("HTTP only in download")
                    .because("proxy, certificates and limits are settled in one place"),
            onlyIn("app", "picocli..", "ch.qos.logback..")
                    .as("command line and log file only in app")
                    .because("the command line is one of several ways in, and a log needs one owner"),
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.fastervox.engine.worker..")
                    .and()
                    .doNotBelongToAnyOf(Exec.class)
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(ProcessBuilder.class)
                    .orShould()
                    .callMethodWhere(target(owner(type(Runtime.class))).and(target(name("exec"))))
                    .as("processes are started only by support.Exec and engine.worker")
                    .because("a child needs its pipes drained, a limit and an end"),
            noClasses()
                    .that()
                    .resideOutsideOfPackages("io.fastervox.engine.worker..", "io.fastervox.environment..")
                    .should()
                    .haveSimpleNameContaining("Python")
                    .as("only engine.worker and environment know Python")
                    .because("the rest must not change when the engine does"),
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.fastervox.app..")
                    .should(ACCESS_STANDARD_STREAMS)
                    .as("standard streams only in app")
                    .because("standard output is what the user asked for and nothing else"),
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("java.util.logging..")
                    .as("no java.util.logging")
                    .because("there is one log, and slf4j writes to it"),
            noClasses()
                    .should()
                    .haveNameMatching(".*(Manager|Helper|Utils?|Impl)")
                    .as("no Manager, Helper, Utils, Impl")
                    .because("such a name does not say what the class is for"),
            classes()
                    .should(liveInANullMarkedPackage())
                    .as("every package is @NullMarked")
                    .because("otherwise nullness is not checked there"));

    static final List<ArchRule> OF_THE_TESTS = List.of(noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class)
            .orShould()
            .callMethod(TimeUnit.class, "sleep", long.class)
            .as("no test sleeps")
            .because("a pause is too short on a slow machine and too long on every other"));

    private CodeRules() {}

    private static ArchRule onlyIn(String packages, String... libraries) {
        String[] patterns = Stream.of(packages.split(" "))
                .map(name -> "io.fastervox." + name + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideOutsideOfPackages(patterns)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a @NullMarked package") {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                boolean marked = javaClass.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        javaClass, marked, javaClass.getName() + (marked ? " is marked" : " is not marked")));
            }
        };
    }
}

package io.fastervox.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Every error code is told in two languages and reached by a test")
class ErrorCodesTest {
    private static final Path PROGRAM = Path.of(System.getProperty("fastervox.program", ""));
    private static final List<String> PYTHON = List.of("src/test/e2e", "src/test/campaign", ".ci/windows/tests");

    /** A marker and the name of the test below it. */
    private static final Pattern MARKED = Pattern.compile(
            "@pytest\\.mark\\.reaches\\(([^)]*)\\)\\n(?:@.*\\n(?:[ )\\]].*\\n)*)*(?:async )?def (test_\\w+)");

    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("io.fastervox");

    @Test
    void aTestReachesEachOfThem() {
        Set<ErrorCode> unreached = EnumSet.allOf(ErrorCode.class);
        marked().forEach(method -> Arrays.asList(codes(method)).forEach(unreached::remove));
        Set<String> inPython = new TreeSet<>();
        pythonMarkers().forEach(marker -> ids(marker.group(1)).forEach(inPython::add));
        unreached.removeIf(code -> inPython.contains(code.id()));

        assertEquals(Set.of(), unreached);
    }

    /** In its own code, or, of a test with rows, in the rows. What a test of Python says is held against it when it runs. */
    @Test
    void aTestThatSaysSoNamesTheCodeInWhatItAsserts() {
        List<String> empty = new ArrayList<>();
        for (JavaMethod method : (Iterable<JavaMethod>) marked()::iterator) {
            for (ErrorCode code : codes(method)) {
                if (!isNamed(method, code)) {
                    empty.add(method.getFullName() + " " + code);
                }
            }
        }

        assertEquals(List.of(), empty);
    }

    @Test
    void whatIsMarkedIsATest() {
        List<String> others = marked().filter(method -> !isTest(method))
                .map(JavaMethod::getFullName)
                .toList();

        assertEquals(List.of(), others);
    }

    @Test
    void markersInPythonNameCodesThatExist() {
        Set<String> known = Arrays.stream(ErrorCode.values()).map(ErrorCode::id).collect(Collectors.toSet());
        List<String> unknown = pythonMarkers()
                .flatMap(marker -> ids(marker.group(1)))
                .filter(id -> !known.contains(id))
                .toList();

        assertEquals(List.of(), unknown);
    }

    @ParameterizedTest
    @CsvSource({"errors.md, false", "errors.zh-CN.md, true"})
    void thePageOfErrorsIsUpToDate(String name, boolean chinese) throws IOException {
        Path page = PROGRAM.resolve("docs").resolve(name);
        String expected = new ErrorPage(chinese).text();
        if (Boolean.getBoolean("fastervox.write-pages")) {
            Files.writeString(page, expected);
        }

        assertEquals(
                expected,
                Files.readString(page),
                "mvn -Pverify test -Dtest=ErrorCodesTest"
                        + " \"-Dtest.jvm.args=-Dfastervox.write-pages=true\" writes it anew");
    }

    private static Stream<JavaMethod> marked() {
        return TESTS.stream()
                .map(JavaClass::getMethods)
                .flatMap(Set::stream)
                .filter(method -> method.isAnnotatedWith(Reaches.class));
    }

    private static ErrorCode[] codes(JavaMethod method) {
        return method.getAnnotationOfType(Reaches.class).value();
    }

    private static boolean isTest(JavaMethod method) {
        return method.isAnnotatedWith(Test.class) || method.isAnnotatedWith(ParameterizedTest.class);
    }

    private static boolean isNamed(JavaMethod method, ErrorCode code) {
        // A test that takes the constants of an enum of its own finds its codes there.
        Stream<JavaCodeUnit> ofRows = method.getRawParameterTypes().stream()
                .filter(type -> type.isEnum()
                        && type.getName().startsWith(method.getOwner().getName()))
                .flatMap(type -> type.getCodeUnits().stream());
        boolean inCode = Stream.concat(withItsOwn(method), ofRows)
                .flatMap(part -> part.getFieldAccesses().stream())
                .map(JavaFieldAccess::getTarget)
                .anyMatch(field -> field.getOwner().isEquivalentTo(ErrorCode.class)
                        && field.getName().equals(code.name()));
        boolean inRows = method.isAnnotatedWith(CsvSource.class)
                && (Arrays.toString(method.getAnnotationOfType(CsvSource.class).value())
                                + method.getAnnotationOfType(CsvSource.class).textBlock())
                        .contains(code.name());
        return inCode || inRows;
    }

    /** The method and those of its class that it calls. */
    private static Stream<JavaMethod> withItsOwn(JavaMethod method) {
        return Stream.concat(
                Stream.of(method),
                method.getMethodCallsFromSelf().stream()
                        .filter(call -> call.getTargetOwner().equals(method.getOwner()))
                        .flatMap(call -> call.getTarget().resolveMember().stream()));
    }

    private static Stream<MatchResult> pythonMarkers() {
        return PYTHON.stream()
                .flatMap(folder -> pythonTests(PROGRAM.resolve(folder)))
                .flatMap(text -> MARKED.matcher(text).results());
    }

    private static Stream<String> pythonTests(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> texts = new ArrayList<>();
            for (Path file :
                    files.filter(test -> test.toString().endsWith(".py")).toList()) {
                texts.add(Files.readString(file));
            }
            return texts.stream();
        } catch (IOException e) {
            throw new AssertionError("cannot read " + folder, e);
        }
    }

    private static Stream<String> ids(String arguments) {
        return Pattern.compile("FV\\d+").matcher(arguments).results().map(MatchResult::group);
    }
}

package io.fastervox.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.fastervox.architecture.PackageTable.Line;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@DisplayName("R27: clear responsibilities, no circular dependencies")
class ArchitectureTest {
    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.fastervox");
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("io.fastervox");

    static final List<Line> PACKAGES = PackageTable.LINES;
    static final List<ArchRule> PROGRAM_RULES = CodeRules.OF_THE_PROGRAM;
    static final List<ArchRule> TEST_RULES = CodeRules.OF_THE_TESTS;

    @ParameterizedTest
    @FieldSource("PACKAGES")
    void aPackageUsesOnlyWhatItsLineAllows(Line line) {
        line.rule().check(PROGRAM);
    }

    @Test
    void everyPackageHasItsLine() {
        PackageTable.COMPLETE.check(PROGRAM);
    }

    @ParameterizedTest
    @FieldSource("PROGRAM_RULES")
    void theProgramKeepsTheRule(ArchRule rule) {
        rule.check(PROGRAM);
    }

    @ParameterizedTest
    @FieldSource("TEST_RULES")
    void theTestsKeepTheRule(ArchRule rule) {
        rule.check(TESTS);
    }
}

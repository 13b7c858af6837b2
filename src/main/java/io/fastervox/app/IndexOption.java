package io.fastervox.app;

import java.util.List;
import picocli.CommandLine.Option;

/** {@code --index}: package indexes or folders in place of the offered ones, for this call. */
final class IndexOption {
    @Option(names = "--index", paramLabel = "ADDRESS", descriptionKey = "fvox.index")
    private List<String> indexes = List.of();

    List<String> indexes() {
        return indexes;
    }
}

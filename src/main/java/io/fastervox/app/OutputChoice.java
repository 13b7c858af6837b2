package io.fastervox.app;

import io.fastervox.files.Existing;
import io.fastervox.files.FilesException;
import io.fastervox.files.LayoutOptions;
import io.fastervox.files.OutputOptions;
import io.fastervox.files.SubtitleRules;
import io.fastervox.files.TranscriptFormat;
import io.fastervox.support.Messages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which transcripts are written, where, and how they look. */
final class OutputChoice {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--format", paramLabel = "FORMAT", split = ",", descriptionKey = "fvox.transcribe.format")
    private List<String> formats = List.of();

    @Option(names = "--output-dir", paramLabel = "FOLDER", descriptionKey = "fvox.transcribe.output-dir")
    private @Nullable Path folder;

    @Option(names = "--overwrite", descriptionKey = "fvox.transcribe.overwrite")
    private boolean overwrite;

    @Option(names = "--rename", descriptionKey = "fvox.transcribe.rename")
    private boolean rename;

    @Option(names = "--timestamps", descriptionKey = "fvox.transcribe.timestamps")
    private boolean timestamps;

    @Option(
            names = "--paragraph-pause",
            paramLabel = "SECONDS",
            descriptionKey = "fvox.transcribe.paragraph-pause",
            converter = SecondsConverter.class)
    private @Nullable Duration paragraphPause;

    @Option(
            names = "--line-length",
            paramLabel = "COLUMNS",
            descriptionKey = "fvox.transcribe.line-length",
            converter = NumberInRange.LineLength.class)
    private @Nullable Integer lineLength;

    @Option(
            names = "--max-lines",
            paramLabel = "N",
            descriptionKey = "fvox.transcribe.max-lines",
            converter = NumberInRange.MaxLines.class)
    private @Nullable Integer maxLines;

    @Option(names = "--bom", descriptionKey = "fvox.transcribe.bom")
    private boolean byteOrderMark;

    /** No format at all unless one is asked for; who names a place for files, or their looks, wants files. */
    OutputOptions options(Messages messages) throws FilesException {
        if (overwrite && rename) {
            throw new ParameterException(
                    command.commandLine(), messages.text("usage.not-both", "--overwrite", "--rename"));
        }
        Set<TranscriptFormat> wanted = EnumSet.noneOf(TranscriptFormat.class);
        for (String name : formats) {
            wanted.add(TranscriptFormat.named(name));
        }
        if (wanted.isEmpty() && asksForFiles()) {
            wanted.add(TranscriptFormat.TXT);
        }
        return new OutputOptions(wanted, Optional.ofNullable(folder), existing(), layout());
    }

    private boolean asksForFiles() {
        boolean place = folder != null || overwrite || rename;
        boolean looks = timestamps || byteOrderMark || paragraphPause != null;
        return place || looks || lineLength != null || maxLines != null;
    }

    /** A queue has nobody to print for and nobody to ask: a file in any case, and another one where one exists. */
    OutputOptions ofJobs(Messages messages) throws FilesException {
        OutputOptions named = options(messages);
        return new OutputOptions(
                named.formats().isEmpty() ? Set.of(TranscriptFormat.TXT) : named.formats(),
                named.folder().map(Path::toAbsolutePath),
                overwrite ? Existing.REPLACE : Existing.RENAME,
                named.layout());
    }

    private Existing existing() {
        if (overwrite) {
            return Existing.REPLACE;
        }
        return rename ? Existing.RENAME : Existing.KEEP;
    }

    private LayoutOptions layout() {
        SubtitleRules rules = SubtitleRules.DEFAULT;
        if (lineLength != null) {
            rules = rules.withColumns(lineLength);
        }
        if (maxLines != null) {
            rules = rules.withMaxLines(maxLines);
        }
        return new LayoutOptions(timestamps, Optional.ofNullable(paragraphPause), rules, byteOrderMark);
    }
}

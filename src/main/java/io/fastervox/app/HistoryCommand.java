package io.fastervox.app;

import picocli.CommandLine.Command;

/** {@code fvox history}: what was dictated. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        subcommands = {
            HistoryListCommand.class,
            HistoryShowCommand.class,
            HistoryCopyCommand.class,
            HistoryRetranscribeCommand.class,
            HistoryDeleteCommand.class,
            HistoryClearCommand.class
        })
final class HistoryCommand {}

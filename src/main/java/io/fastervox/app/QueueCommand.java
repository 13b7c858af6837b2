package io.fastervox.app;

import picocli.CommandLine.Command;

/** {@code fvox queue}: recordings that are worked on one after the other, over crashes and restarts. */
@Command(
        name = "queue",
        mixinStandardHelpOptions = true,
        subcommands = {
            QueueAddCommand.class,
            QueueListCommand.class,
            QueueRunCommand.class,
            QueueWatchCommand.class,
            QueueCancelCommand.class,
            QueueRetryCommand.class,
            QueueFirstCommand.class,
            QueuePauseCommand.class,
            QueueResumeCommand.class,
            QueueClearCommand.class,
            QueueTextCommand.class
        })
final class QueueCommand {}

package io.fastervox.app;

import picocli.CommandLine.Command;

/** {@code fvox models}: the store of speech models. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        subcommands = {
            ModelsListCommand.class,
            ModelsLanguagesCommand.class,
            ModelsGetCommand.class,
            ModelsVerifyCommand.class,
            ModelsRemoveCommand.class,
            ModelsImportCommand.class
        })
final class ModelsCommand {}

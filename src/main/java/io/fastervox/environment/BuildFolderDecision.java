package io.fastervox.environment;

import io.fastervox.desktop.PathFacts;
import java.nio.file.Path;

/** Whether the environment can be built in a folder: decided from facts, before anything is fetched. */
public sealed interface BuildFolderDecision {
    /**
     * The longest path of an environment's own folder. Its packages add up to 125 characters and {@code
     * \Lib\site-packages\}, and a DLL's path ends at 259 whatever the system's long-path switch says.
     */
    int LONGEST_ENVIRONMENT = 110;

    /** What the builder adds to the data folder: the longest name that an environment gets. */
    String ENVIRONMENT_NAME = "\\pytorch_env\\0123456789ab-torch-cu121-999";

    /** Build here: the folder itself or another name of it. */
    record Use(Path folder) implements BuildFolderDecision {}

    /** Nothing can be built here. */
    record Refuse(Refusal reason, Path folder, Object detail) implements BuildFolderDecision {}

    static BuildFolderDecision of(PathFacts facts) {
        if (facts.network()) {
            return new Refuse(Refusal.NETWORK, facts.path(), facts.target());
        }
        if (facts.synchronised().isPresent()) {
            return new Refuse(
                    Refusal.SYNCHRONISED, facts.path(), facts.synchronised().get());
        }
        if (!facts.writable()) {
            return new Refuse(Refusal.NOT_WRITABLE, facts.path(), facts.target());
        }
        Path folder = facts.target();
        int longest = LONGEST_ENVIRONMENT - ENVIRONMENT_NAME.length();
        return folder.toString().length() <= longest ? new Use(folder) : new Refuse(Refusal.TOO_LONG, folder, longest);
    }
}

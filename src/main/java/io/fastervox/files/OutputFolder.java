package io.fastervox.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** The folder in which an output lies or will lie. */
final class OutputFolder {
    private OutputFolder() {}

    /** Whether it cannot be reached: a drive that is unplugged, a share without its network. One that is only missing can be made. */
    static boolean isAway(Path output) {
        boolean unreachable = false;
        @Nullable Path place = output.toAbsolutePath().getParent();
        while (place != null) {
            try {
                return Files.readAttributes(place, BasicFileAttributes.class).isDirectory() && unreachable;
            } catch (AccessDeniedException e) {
                return false; // it is there
            } catch (IOException e) {
                unreachable |= !(e instanceof NoSuchFileException);
                place = place.getParent();
            }
        }
        return true; // not even its drive is there
    }
}

package io.fastervox.desktop;

import java.net.URI;
import java.nio.file.Path;

/** Opens things the way a double click does. The methods may take a moment and are not for the thread of windows. */
public interface Shell {
    /** Shows a folder, or opens a file in the program that people have chosen for it. False when this desktop cannot. */
    boolean open(Path path);

    /** Shows a file in its folder. False when this desktop cannot. */
    boolean reveal(Path file);

    /** Opens an address, also one of the system's own pages such as {@code ms-settings:}. False when this desktop cannot. */
    boolean open(URI address);
}

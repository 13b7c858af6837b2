package io.fastervox.desktop;

import java.io.IOException;

/** Makes bytes unreadable for everybody but this person on this computer. Safe for several threads. */
public interface Secrets {
    byte[] seal(byte[] open) throws IOException;

    /** @throws IOException when somebody else sealed them, on another computer, or they are damaged */
    byte[] open(byte[] sealed) throws IOException;
}

package io.fastervox.desktop;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/**
 * Where processes of one user on one machine meet. Nobody else gets in: other users are refused by the system, and a peer
 * that is another user all the same is not spoken to.
 */
public interface LocalEndpoint {
    /**
     * Waits for peers from now on.
     *
     * @throws IOException when another process waits here, or the system refuses
     */
    Listener listen() throws IOException;

    /**
     * Reaches the process that waits here.
     *
     * @param patience how long a busy one is waited for
     * @throws IOException when there is none, or it is another user's
     */
    Channel connect(Duration patience) throws IOException;

    /** Waits for peers; closing it ends a wait. */
    interface Listener extends Closeable {
        /** The next peer; one that is refused is closed, and the wait goes on. */
        Channel accept() throws IOException;
    }

    /** A connection, for one thread at a time. */
    interface Channel extends Closeable {
        /**
         * Reads that many bytes.
         *
         * @throws IOException when they do not come in time or at all
         */
        byte[] read(int length, Duration patience) throws IOException;

        /**
         * Writes all bytes.
         *
         * @throws IOException when the peer does not take them in time or at all
         */
        void write(byte[] bytes, Duration patience) throws IOException;
    }
}

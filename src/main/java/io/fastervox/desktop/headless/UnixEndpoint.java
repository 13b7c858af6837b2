package io.fastervox.desktop.headless;

import io.fastervox.desktop.LocalEndpoint;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Objects;
import jdk.net.ExtendedSocketOptions;

/**
 * A socket file that its owner alone may use, in a folder that its owner alone may enter; both sides look who the other one
 * is. Whoever listens replaces a file that is left over: who may listen is decided by a lock before.
 */
public final class UnixEndpoint implements LocalEndpoint {
    private final Path file;

    /** @param file its folder is made if need be */
    public UnixEndpoint(Path file) {
        this.file = file;
    }

    @Override
    public Listener listen() throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(folder);
        requireOwn(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        if (isHeard()) {
            throw new IOException("another process listens at " + file);
        }
        Files.deleteIfExists(file);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        boolean ready = false;
        try {
            server.bind(UnixDomainSocketAddress.of(file), 128);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            ready = true;
            return new UnixListener(server);
        } finally {
            if (!ready) {
                server.close();
            }
        }
    }

    /** Not somebody else's, and no link to where somebody else wants it: its path can be guessed. */
    private static void requireOwn(Path folder) throws IOException {
        PosixFileAttributes found = Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isDirectory() || !found.owner().equals(user())) {
            throw new IOException(folder + " is another user's, or no folder: remove it, or set XDG_RUNTIME_DIR");
        }
    }

    /** Who this process belongs to. */
    private static UserPrincipal user() throws IOException {
        return Files.getOwner(Path.of("/proc/self"));
    }

    private boolean isHeard() {
        try {
            connect(Duration.ZERO).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Channel connect(Duration patience) throws IOException {
        return own(SocketChannel.open(UnixDomainSocketAddress.of(file)));
    }

    /** The channel, if the process at its other end is this user's. */
    private Channel own(SocketChannel channel) throws IOException {
        boolean own = false;
        try {
            own = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().equals(user());
            if (!own) {
                throw new IOException("another user at " + file);
            }
            return new UnixChannel(channel);
        } finally {
            if (!own) {
                channel.close();
            }
        }
    }

    private final class UnixListener implements Listener {
        private final ServerSocketChannel server;

        UnixListener(ServerSocketChannel server) {
            this.server = server;
        }

        @Override
        public Channel accept() throws IOException {
            while (true) {
                SocketChannel peer = server.accept();
                try {
                    return own(peer);
                } catch (IOException e) {
                    if (!server.isOpen()) {
                        throw e;
                    } // else: refused; the next, please
                }
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            Files.deleteIfExists(file);
        }
    }
}

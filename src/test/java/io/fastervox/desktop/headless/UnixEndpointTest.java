package io.fastervox.desktop.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.desktop.LocalEndpoint;
import io.fastervox.desktop.LocalEndpointContract;
import io.fastervox.support.Exec;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
@DisplayName("R6: a socket of this user's processes")
class UnixEndpointTest extends LocalEndpointContract {
    /** Says what becomes of its connection to the socket that it is given. */
    private static final String PEER = """
            use IO::Socket::UNIX;
            my $socket = IO::Socket::UNIX->new(Peer => $ARGV[0]) or die "$!";
            print "connected, ", $socket->sysread(my $answer, 1) ? "answered" : "closed";
            """;

    /** Listens at the socket that it is given, in a folder that it makes, until its input ends. */
    private static final String LISTENER = """
            use IO::Socket::UNIX;
            mkdir $ARGV[0] or die "$!";
            my $socket = IO::Socket::UNIX->new(Local => "$ARGV[0]/agent.socket", Listen => 5) or die "$!";
            $| = 1;
            print "listens\\n";
            <STDIN>;
            """;

    private final Path folder;
    private final Path file;

    UnixEndpointTest(@TempDir Path temporary) {
        folder = temporary.resolve("ipc");
        file = folder.resolve("agent.socket");
    }

    @Override
    protected LocalEndpoint endpoint() {
        return new UnixEndpoint(file);
    }

    @Test
    void itsOwnerAloneMayEnter() throws IOException {
        try (LocalEndpoint.Listener listener = endpoint().listen()) {
            assertEquals(
                    List.of("rwx------", "rw-------", true),
                    List.of(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())),
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                            listener != null));
        }
    }

    @Test
    void whatADeadListenerLeftIsReplaced() throws IOException {
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        endpoint().listen().close();
        assertEquals(false, Files.exists(file));
    }

    /** The system would refuse it, too: its right is opened here. */
    @Test
    @EnabledIf(value = "isRoot", disabledReason = "root alone can start a process of another user")
    void aPeerOfAnotherUserIsRefused() throws Exception {
        try (LocalEndpoint.Listener listener = endpoint().listen()) {
            for (Path closed : List.of(folder, folder.resolveSibling(""))) {
                Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx--x--x"));
            }
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
            FutureTask<LocalEndpoint.Channel> accepting = beside(listener::accept);

            Exec.Result refused = Exec.of(
                            List.of("setpriv", "--reuid=65534", "--clear-groups", "perl", "-e", PEER, file.toString()),
                            Duration.ofSeconds(10))
                    .run();

            try (LocalEndpoint.Channel own = endpoint().connect(SOON);
                    LocalEndpoint.Channel accepted = accepting.get(20, TimeUnit.SECONDS)) {
                own.write(new byte[] {7}, SOON);
                assertEquals(
                        List.of("connected, closed", 7),
                        List.of(refused.stdout(), (int) accepted.read(1, SOON)[0]),
                        refused.describe());
            }
        }
    }

    /** Another user may have made the folder and the socket first, where their names can be guessed. */
    @Test
    @EnabledIf(value = "isRoot", disabledReason = "root alone can start a process of another user")
    void aListenerThatIsAnotherUsersIsNotSpokenToAndItsFolderNotUsed() throws Exception {
        Files.setPosixFilePermissions(folder.resolveSibling(""), PosixFilePermissions.fromString("rwxrwxrwx"));
        Process foreign = new ProcessBuilder(
                        "setpriv", "--reuid=65534", "--clear-groups", "perl", "-e", LISTENER, folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = foreign.inputReader()) {
            assertEquals("listens", said.readLine());

            assertEquals(
                    List.of(
                            "another user at " + file,
                            folder + " is another user's, or no folder: remove it, or set XDG_RUNTIME_DIR",
                            true),
                    List.of(
                            refusal(() -> endpoint().connect(SOON)),
                            refusal(() -> endpoint().listen()),
                            Files.exists(file)));
        } finally {
            foreign.destroy();
        }
    }

    @Test
    void aLinkInPlaceOfTheFolderIsNotFollowed() throws IOException {
        Files.createSymbolicLink(folder, Files.createDirectory(folder.resolveSibling("elsewhere")));

        assertEquals(
                folder + " is another user's, or no folder: remove it, or set XDG_RUNTIME_DIR",
                refusal(() -> endpoint().listen()));
    }

    private static String refusal(Executable attempt) {
        return assertThrows(IOException.class, attempt).getMessage();
    }

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}

package io.fastervox.desktop.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinBase.SECURITY_ATTRIBUTES;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import io.fastervox.desktop.LocalEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A named pipe that only this user may open, from this machine. Its first instance is claimed, so that nobody can have made
 * the name before; both sides look who the other one is.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/ipc/named-pipe-security-and-access-rights">Security of pipes</a>
 */
public final class PipeEndpoint implements LocalEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(PipeEndpoint.class);
    private static final int ACCESS_DUPLEX = 3;
    private static final int FIRST_INSTANCE = 0x00080000;
    private static final int OVERLAPPED = 0x40000000;
    private static final int REJECT_REMOTE = 8;
    /** The server learns who the client is and cannot act in its name: {@code SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION}. */
    private static final int IDENTIFICATION = 0x00110000;

    private static final int UNLIMITED_INSTANCES = 255;
    private static final int BUFFER = 1 << 16;

    private final WString name;
    private final PipeFunctions pipes;
    private final Users users;

    /** @param name without {@code \\.\pipe\}; the user's identifier is added */
    public PipeEndpoint(String name) throws WindowsException {
        this(name, PipeFunctions.KERNEL32, CurrentUser::sidOf);
    }

    PipeEndpoint(String name, PipeFunctions pipes, Users users) throws WindowsException {
        this.name = whole(name);
        this.pipes = pipes;
        this.users = users;
    }

    static WString whole(String name) throws WindowsException {
        return new WString("\\\\.\\pipe\\" + name + "-" + CurrentUser.sid());
    }

    /** The security identifier of a process's user. */
    @FunctionalInterface
    interface Users {
        String of(int process) throws WindowsException;
    }

    @Override
    public Listener listen() throws IOException {
        if (isHeard()) { // Wine 8 does not know the flag of the first instance
            throw new IOException("another process listens");
        }
        return new PipeListener();
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
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            HANDLE handle = pipes.CreateFileW(
                    name,
                    WinNT.GENERIC_READ | WinNT.GENERIC_WRITE,
                    0,
                    null,
                    WinNT.OPEN_EXISTING,
                    OVERLAPPED | IDENTIFICATION,
                    null);
            if (!WinBase.INVALID_HANDLE_VALUE.equals(handle)) {
                return own(new Pipe(handle), pipes::GetNamedPipeServerProcessId);
            }
            int error = Native.getLastError();
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (error != WinError.ERROR_PIPE_BUSY || left <= 0) {
                throw new WindowsException("CreateFileW", error);
            }
            pipes.WaitNamedPipeW(name, (int) left);
        }
    }

    private Pipe own(Pipe pipe, Peer peer) throws IOException {
        boolean own = false;
        try {
            IntByReference process = new IntByReference();
            if (!peer.process(pipe.handle(), process)) {
                throw new WindowsException("GetNamedPipeProcessId", Native.getLastError());
            }
            own = CurrentUser.sid().equals(users.of(process.getValue()));
            if (!own) {
                throw new IOException("another user at the pipe");
            }
            return pipe;
        } finally {
            if (!own) {
                pipe.close();
            }
        }
    }

    @FunctionalInterface
    private interface Peer {
        boolean process(HANDLE pipe, IntByReference process);
    }

    private Pipe instance(boolean first) throws IOException {
        PointerByReference descriptor = new PointerByReference();
        WString owner = new WString("D:P(A;;GA;;;" + CurrentUser.sid() + ")");
        if (!SecurityFunctions.ADVAPI32.ConvertStringSecurityDescriptorToSecurityDescriptorW(
                owner, SecurityFunctions.SDDL_REVISION_1, descriptor, null)) {
            throw new WindowsException("ConvertStringSecurityDescriptorToSecurityDescriptorW", Native.getLastError());
        }
        Pointer owned = descriptor.getValue();
        try {
            SECURITY_ATTRIBUTES security = new SECURITY_ATTRIBUTES();
            security.lpSecurityDescriptor = owned;
            HANDLE handle = pipes.CreateNamedPipeW(
                    name,
                    ACCESS_DUPLEX | OVERLAPPED | (first ? FIRST_INSTANCE : 0),
                    REJECT_REMOTE,
                    UNLIMITED_INSTANCES,
                    BUFFER,
                    BUFFER,
                    0,
                    security);
            if (WinBase.INVALID_HANDLE_VALUE.equals(handle)) {
                throw new WindowsException("CreateNamedPipeW", Native.getLastError());
            }
            return new Pipe(handle);
        } finally {
            Kernel32.INSTANCE.LocalFree(owned);
        }
    }

    private final class PipeListener implements Listener {
        private Optional<Pipe> next;
        private boolean closed;

        PipeListener() throws IOException {
            next = Optional.of(instance(true));
        }

        @Override
        public Channel accept() throws IOException {
            while (true) {
                Pipe connected = connected();
                try {
                    return own(connected, pipes::GetNamedPipeClientProcessId);
                } catch (IOException refused) {
                    LOG.info("a peer was refused: {}", refused.getMessage());
                }
            }
        }

        private Pipe connected() throws IOException {
            Pipe pipe = waiting();
            boolean replaced = false;
            try {
                pipe.await();
                renew();
                replaced = true;
                return pipe;
            } finally {
                if (!replaced) {
                    discard(pipe);
                }
            }
        }

        /** The one to which the next client comes. */
        private synchronized Pipe waiting() throws IOException {
            if (closed) {
                throw new IOException("closed");
            }
            Pipe waiting = next.isPresent() ? next.get() : instance(false);
            next = Optional.of(waiting);
            return waiting;
        }

        /** Before a client is served, so that the name is never free. */
        private synchronized void renew() throws IOException {
            next = Optional.empty();
            waiting();
        }

        private synchronized void discard(Pipe pipe) {
            next = Optional.empty();
            pipe.close();
        }

        @Override
        public synchronized void close() {
            closed = true;
            next.ifPresent(Pipe::close);
        }
    }
}

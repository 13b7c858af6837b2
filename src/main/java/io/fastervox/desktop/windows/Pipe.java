package io.fastervox.desktop.windows;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.ptr.IntByReference;
import io.fastervox.desktop.LocalEndpoint;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One end of a named pipe, whose every wait has an end and can be ended by {@link #close} from another thread. */
final class Pipe implements LocalEndpoint.Channel {
    private static final Logger LOG = LoggerFactory.getLogger(Pipe.class);
    /** {@code sizeof(OVERLAPPED)} in 64-bit Windows, and where its event lies. */
    private static final int OVERLAPPED_BYTES = 32;

    private static final int EVENT_OFFSET = 24;
    private static final int WAIT_TIMEOUT = 258;
    private static final int LONGEST_TRANSFER = 1 << 16;

    private final HANDLE handle;
    private final HANDLE done;
    private final HANDLE closing;
    private final Memory overlapped = new Memory(OVERLAPPED_BYTES);
    private boolean busy;
    private boolean closed;
    private boolean released;

    Pipe(HANDLE handle) throws WindowsException {
        this.handle = handle;
        this.done = event();
        this.closing = event();
    }

    private static HANDLE event() throws WindowsException {
        HANDLE event = PipeFunctions.KERNEL32.CreateEventW(null, true, false, null);
        if (event == null) {
            throw new WindowsException("CreateEventW", Native.getLastError());
        }
        return event;
    }

    HANDLE handle() {
        return handle;
    }

    /** Server side: waits for a client, for ever. One that is gone again at once has hung up for whoever reads. */
    void await() throws IOException {
        try {
            transfer(() -> PipeFunctions.KERNEL32.ConnectNamedPipe(handle, overlapped), -1);
        } catch (EOFException e) {
            LOG.debug("a peer was gone at once");
        } catch (WindowsException e) {
            if (e.code() != WinError.ERROR_PIPE_CONNECTED) {
                throw e;
            } // else: it was faster
        }
    }

    @Override
    public byte[] read(int length, Duration patience) throws IOException {
        byte[] bytes = new byte[length];
        long deadline = System.nanoTime() + patience.toNanos();
        try (Memory buffer = new Memory(LONGEST_TRANSFER)) {
            for (int at = 0; at < length; ) {
                int wanted = Math.min(length - at, LONGEST_TRANSFER);
                int count = transfer(
                        () -> PipeFunctions.KERNEL32.ReadFile(handle, buffer, wanted, null, overlapped),
                        left(deadline));
                if (count == 0) {
                    throw new EOFException("the peer has hung up");
                }
                buffer.read(0, bytes, at, count);
                at += count;
            }
        }
        return bytes;
    }

    @Override
    public void write(byte[] bytes, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        try (Memory buffer = new Memory(LONGEST_TRANSFER)) {
            for (int at = 0; at < bytes.length; ) {
                int wanted = Math.min(bytes.length - at, LONGEST_TRANSFER);
                buffer.write(0, bytes, at, wanted);
                at += transfer(
                        () -> PipeFunctions.KERNEL32.WriteFile(handle, buffer, wanted, null, overlapped),
                        left(deadline));
            }
        }
    }

    private static int left(long deadline) {
        return (int) Math.max(0, (deadline - System.nanoTime()) / 1_000_000);
    }

    /** Does one overlapped operation and gives the number of bytes. */
    private int transfer(Operation operation, int milliseconds) throws IOException {
        begin();
        try {
            overlapped.clear();
            overlapped.setPointer(EVENT_OFFSET, done.getPointer());
            IntByReference bytes = new IntByReference();
            if (!operation.start()) {
                int error = Native.getLastError();
                if (error != WinError.ERROR_IO_PENDING) {
                    throw failure(error);
                }
                int woken = PipeFunctions.KERNEL32.WaitForMultipleObjects(
                        2, new HANDLE[] {done, closing}, false, milliseconds);
                if (woken != 0) {
                    PipeFunctions.KERNEL32.CancelIoEx(handle, overlapped);
                    PipeFunctions.KERNEL32.GetOverlappedResult(handle, overlapped, bytes, true); // memory is ours again
                    throw new IOException(woken == WAIT_TIMEOUT ? "the peer is too slow" : "closed");
                }
            }
            if (!PipeFunctions.KERNEL32.GetOverlappedResult(handle, overlapped, bytes, true)) {
                throw failure(Native.getLastError());
            }
            return bytes.getValue();
        } finally {
            end();
        }
    }

    private static IOException failure(int error) {
        return error == WinError.ERROR_BROKEN_PIPE || error == WinError.ERROR_NO_DATA
                ? new EOFException("the peer has hung up")
                : new WindowsException("named pipe", error);
    }

    private synchronized void begin() throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        busy = true;
    }

    private synchronized void end() {
        busy = false;
        if (closed) {
            release();
        }
    }

    /** Ends a wait of another thread, which then releases what it used. */
    @Override
    public synchronized void close() {
        closed = true;
        PipeFunctions.KERNEL32.SetEvent(closing);
        if (!busy) {
            release();
        }
    }

    private void release() {
        if (!released) {
            released = true;
            PipeFunctions.KERNEL32.CloseHandle(handle);
            PipeFunctions.KERNEL32.CloseHandle(done);
            PipeFunctions.KERNEL32.CloseHandle(closing);
        }
    }

    @FunctionalInterface
    private interface Operation {
        boolean start();
    }
}

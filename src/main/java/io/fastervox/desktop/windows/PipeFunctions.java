package io.fastervox.desktop.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.WinBase.SECURITY_ATTRIBUTES;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.StdCallLibrary;
import org.jspecify.annotations.Nullable;

/**
 * Overlapped pipes of kernel32. jna-platform's own take Java arrays, which may not move while the system writes into them.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/ipc/named-pipe-server-using-overlapped-i-o">Overlapped pipes</a>
 */
interface PipeFunctions extends StdCallLibrary {
    PipeFunctions KERNEL32 = Native.load("kernel32", PipeFunctions.class);

    HANDLE CreateNamedPipeW(
            WString name,
            int openMode,
            int pipeMode,
            int maxInstances,
            int outBuffer,
            int inBuffer,
            int defaultTimeout,
            @Nullable SECURITY_ATTRIBUTES security);

    HANDLE CreateFileW(
            WString name,
            int access,
            int share,
            @Nullable SECURITY_ATTRIBUTES security,
            int creation,
            int flags,
            @Nullable HANDLE template);

    HANDLE CreateEventW(@Nullable Pointer security, boolean manualReset, boolean initial, @Nullable WString name);

    boolean ConnectNamedPipe(HANDLE pipe, Pointer overlapped);

    boolean DisconnectNamedPipe(HANDLE pipe);

    boolean WaitNamedPipeW(WString name, int milliseconds);

    boolean ReadFile(HANDLE file, Pointer buffer, int length, @Nullable IntByReference read, Pointer overlapped);

    boolean WriteFile(HANDLE file, Pointer buffer, int length, @Nullable IntByReference written, Pointer overlapped);

    boolean GetOverlappedResult(HANDLE file, Pointer overlapped, IntByReference bytes, boolean wait);

    boolean CancelIoEx(HANDLE file, @Nullable Pointer overlapped);

    boolean SetEvent(HANDLE event);

    int WaitForMultipleObjects(int count, HANDLE[] handles, boolean all, int milliseconds);

    boolean CloseHandle(HANDLE handle);

    boolean GetNamedPipeClientProcessId(HANDLE pipe, IntByReference process);

    boolean GetNamedPipeServerProcessId(HANDLE pipe, IntByReference process);
}

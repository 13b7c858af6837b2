package io.fastervox.desktop.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.win32.StdCallLibrary;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Memory as the clipboard wants it: a movable block of the process' heap, named by a handle. */
final class GlobalMemory {
    private static final int GMEM_MOVEABLE = 2;

    private GlobalMemory() {}

    /** A new block with these bytes. */
    static long of(byte[] bytes) throws WindowsException {
        return filled(bytes.length, block -> block.write(0, bytes, 0, bytes.length));
    }

    /** A new block with the content of another one. */
    static long copy(long handle) throws WindowsException {
        long size = size(handle);
        @Nullable Pointer from = Functions.KERNEL32.GlobalLock(handle);
        if (from == null) {
            throw new WindowsException("GlobalLock", Native.getLastError());
        }
        try {
            return filled(size, block -> Functions.KERNEL32.RtlMoveMemory(block, from, size));
        } finally {
            Functions.KERNEL32.GlobalUnlock(handle);
        }
    }

    private static long filled(long size, Consumer<Pointer> content) throws WindowsException {
        long handle = Functions.KERNEL32.GlobalAlloc(GMEM_MOVEABLE, size);
        @Nullable Pointer block = handle == 0 ? null : Functions.KERNEL32.GlobalLock(handle);
        if (block == null) {
            throw new WindowsException("GlobalAlloc", Native.getLastError());
        }
        content.accept(block);
        Functions.KERNEL32.GlobalUnlock(handle);
        return handle;
    }

    static byte[] bytes(long handle) throws WindowsException {
        @Nullable Pointer block = Functions.KERNEL32.GlobalLock(handle);
        if (block == null) {
            throw new WindowsException("GlobalLock", Native.getLastError());
        }
        try {
            return block.getByteArray(0, Math.toIntExact(size(handle)));
        } finally {
            Functions.KERNEL32.GlobalUnlock(handle);
        }
    }

    static long size(long handle) {
        return Functions.KERNEL32.GlobalSize(handle);
    }

    static void free(long handle) {
        Functions.KERNEL32.GlobalFree(handle);
    }

    /** The memory functions of kernel32. */
    private interface Functions extends StdCallLibrary {
        Functions KERNEL32 = Native.load("kernel32", Functions.class);

        /**
         * {@code GlobalAlloc}. Windows XP.
         *
         * @see <a href="https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-globalalloc">GlobalAlloc</a>
         */
        long GlobalAlloc(int flags, long bytes);

        /**
         * {@code GlobalLock}. Windows XP.
         *
         * @see <a href="https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-globallock">GlobalLock</a>
         */
        @Nullable
        Pointer GlobalLock(long handle);

        /**
         * {@code GlobalUnlock}. Windows XP.
         *
         * @see <a href="https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-globalunlock">GlobalUnlock</a>
         */
        boolean GlobalUnlock(long handle);

        /**
         * {@code GlobalSize}; 0 for what is no such memory. Windows XP.
         *
         * @see <a href="https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-globalsize">GlobalSize</a>
         */
        long GlobalSize(long handle);

        /**
         * {@code GlobalFree}. Windows XP.
         *
         * @see <a href="https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-globalfree">GlobalFree</a>
         */
        long GlobalFree(long handle);

        /**
         * {@code RtlMoveMemory}. Windows XP.
         *
         * @see <a href="https://learn.microsoft.com/windows/win32/devnotes/rtlmovememory">RtlMoveMemory</a>
         */
        void RtlMoveMemory(Pointer to, Pointer from, long bytes);
    }
}

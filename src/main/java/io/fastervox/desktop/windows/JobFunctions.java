package io.fastervox.desktop.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.win32.StdCallLibrary;
import org.jspecify.annotations.Nullable;

/** The job functions of kernel32, which jna-platform lacks. */
interface JobFunctions extends StdCallLibrary {
    JobFunctions KERNEL32 = Native.load("kernel32", JobFunctions.class);

    /**
     * {@code CreateJobObjectW}. Windows XP.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/jobapi2/nf-jobapi2-createjobobjectw">CreateJobObjectW</a>
     */
    @Nullable
    HANDLE CreateJobObjectW(@Nullable Pointer attributes, @Nullable WString name);

    /**
     * {@code SetInformationJobObject}. Windows XP.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/jobapi2/nf-jobapi2-setinformationjobobject">
     *     SetInformationJobObject</a>
     */
    boolean SetInformationJobObject(HANDLE job, int kind, Pointer information, int bytes);

    /**
     * {@code AssignProcessToJobObject}. A process may be in several jobs since Windows 8.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/jobapi2/nf-jobapi2-assignprocesstojobobject">
     *     AssignProcessToJobObject</a>
     */
    boolean AssignProcessToJobObject(HANDLE job, HANDLE process);
}

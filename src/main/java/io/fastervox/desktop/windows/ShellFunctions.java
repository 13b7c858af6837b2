package io.fastervox.desktop.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.win32.StdCallLibrary;
import org.jspecify.annotations.Nullable;

/** What jna-platform lacks of shell32. */
interface ShellFunctions extends StdCallLibrary {
    ShellFunctions SHELL32 = Native.load("shell32", ShellFunctions.class);

    int SHCNE_ASSOCCHANGED = 0x08000000;

    /**
     * {@code SHChangeNotify}. Windows XP.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/shlobj_core/nf-shlobj_core-shchangenotify">
     *     SHChangeNotify</a>
     */
    void SHChangeNotify(int event, int flags, @Nullable Pointer first, @Nullable Pointer second);

    /**
     * {@code ILCreateFromPathW}; {@code null} for a path that is none. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/shlobj_core/nf-shlobj_core-ilcreatefrompathw">
     *     ILCreateFromPathW</a>
     */
    @Nullable
    Pointer ILCreateFromPathW(WString path);

    /**
     * {@code ILFree}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/shlobj_core/nf-shlobj_core-ilfree">ILFree</a>
     */
    void ILFree(Pointer list);

    /**
     * {@code SHOpenFolderAndSelectItems}, in a thread with COM. Windows XP.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/shlobj_core/nf-shlobj_core-shopenfolderandselectitems">
     *     SHOpenFolderAndSelectItems</a>
     */
    int SHOpenFolderAndSelectItems(Pointer folder, int count, @Nullable Pointer items, int flags);
}

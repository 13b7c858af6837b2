/* What people do in Explorer, for the tests.
 *   verb KIND VERB FILE...   opens the registered key of SystemFileAssociations and has the shell execute the verb, once for each
 *                            file, as Wine's menus do not; waits for the programs' ends, and prints how long both took: "MS MS"
 *   copy FILE...             copies files
 *   text                     prints the text on the clipboard, in UTF-8 */
#define UNICODE
#include <shlobj.h>
#include <stdio.h>
#include <windows.h>
#include <shellapi.h>

#define MOST 256

static int verb(WCHAR **words, int count) {
    static HANDLE started[MOST];
    WCHAR key[256];
    HKEY kind;
    ULONGLONG began = GetTickCount64();
    _snwprintf(key, 255, L"Software\\Classes\\SystemFileAssociations\\%ls", words[0]);
    if (RegOpenKeyExW(HKEY_CURRENT_USER, key, 0, KEY_READ, &kind)) return 2;
    for (int i = 2; i < count && i < MOST; i++) {
        SHELLEXECUTEINFOW execute = {
            .cbSize = sizeof execute,
            .fMask = SEE_MASK_CLASSKEY | SEE_MASK_FLAG_NO_UI | SEE_MASK_NOASYNC | SEE_MASK_NOCLOSEPROCESS,
            .hkeyClass = kind,
            .lpVerb = words[1],
            .lpFile = words[i],
            .nShow = SW_SHOWNORMAL,
        };
        if (!ShellExecuteExW(&execute)) return 3;
        started[i] = execute.hProcess;
    }
    ULONGLONG launched = GetTickCount64();
    for (int i = 2; i < count && i < MOST; i++) WaitForSingleObject(started[i], 120000);
    printf("%llu %llu\n", launched - began, GetTickCount64() - began);
    return 0;
}

static BOOL open_clipboard(void) {
    for (int i = 0; i < 100; i++) {
        if (OpenClipboard(NULL)) return TRUE;
        Sleep(20);
    }
    return FALSE;
}

static int copy(WCHAR **files, int count) {
    DROPFILES head = {.pFiles = sizeof head, .fWide = TRUE};
    size_t letters = 1;
    for (int i = 0; i < count; i++) letters += wcslen(files[i]) + 1;
    HGLOBAL memory = GlobalAlloc(GMEM_MOVEABLE | GMEM_ZEROINIT, sizeof head + letters * sizeof(WCHAR));
    char *bytes = GlobalLock(memory);
    memcpy(bytes, &head, sizeof head);
    WCHAR *name = (WCHAR *)(bytes + sizeof head);
    for (int i = 0; i < count; i++) name += wcslen(wcscpy(name, files[i])) + 1;
    GlobalUnlock(memory);
    if (!open_clipboard()) return 4;
    EmptyClipboard();
    BOOL done = SetClipboardData(CF_HDROP, memory) != NULL;
    CloseClipboard();
    return done ? 0 : 5;
}

static int text(void) {
    static char utf8[65536];
    if (!open_clipboard()) return 4;
    HGLOBAL memory = GetClipboardData(CF_UNICODETEXT);
    if (memory) WideCharToMultiByte(CP_UTF8, 0, GlobalLock(memory), -1, utf8, sizeof utf8, NULL, NULL);
    CloseClipboard();
    fputs(utf8, stdout);
    return 0;
}

int main(void) {
    int count;
    WCHAR **words = CommandLineToArgvW(GetCommandLineW(), &count);
    if (count > 3 && !wcscmp(words[1], L"verb")) return verb(words + 2, count - 2);
    if (count > 2 && !wcscmp(words[1], L"copy")) return copy(words + 2, count - 2);
    return count == 2 && !wcscmp(words[1], L"text") ? text() : 1;
}

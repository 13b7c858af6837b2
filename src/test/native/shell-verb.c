/* What Explorer does with a verb of SystemFileAssociations, which Wine's menus do not know: opens the registered key and has
 * the shell execute the verb, once for each file. Waits for the programs' ends, and prints how long both took: "MS MS".
 * Usage: shell-verb KIND VERB FILE... */
#define UNICODE
#include <stdio.h>
#include <windows.h>
#include <shellapi.h>

int main(void) {
    int count;
    WCHAR key[256];
    WCHAR **words = CommandLineToArgvW(GetCommandLineW(), &count);
    HKEY kind;
    static HANDLE started[256];
    ULONGLONG began = GetTickCount64();
    _snwprintf(key, 255, L"Software\\Classes\\SystemFileAssociations\\%ls", words[1]);
    if (RegOpenKeyExW(HKEY_CURRENT_USER, key, 0, KEY_READ, &kind)) return 2;
    for (int i = 3; i < count && i < 256; i++) {
        SHELLEXECUTEINFOW execute = {
            .cbSize = sizeof execute,
            .fMask = SEE_MASK_CLASSKEY | SEE_MASK_FLAG_NO_UI | SEE_MASK_NOASYNC | SEE_MASK_NOCLOSEPROCESS,
            .hkeyClass = kind,
            .lpVerb = words[2],
            .lpFile = words[i],
            .nShow = SW_SHOWNORMAL,
        };
        if (!ShellExecuteExW(&execute)) {
            printf("error %lu\n", GetLastError());
            return 3;
        }
        started[i] = execute.hProcess;
    }
    ULONGLONG launched = GetTickCount64();
    for (int i = 3; i < count && i < 256; i++) WaitForSingleObject(started[i], 120000);
    printf("%llu %llu\n", launched - began, GetTickCount64() - began);
    return 0;
}

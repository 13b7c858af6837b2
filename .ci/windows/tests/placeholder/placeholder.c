/*
 * Stands where the program will be, for tests of the installer alone, which packs it much faster than Java. fvox.exe says
 * what it was given, or sleeps until it is ended, deaf to Ctrl-C if told so; FasterVox.exe
 * leaves a file that tells that it was started.
 */
#include <fcntl.h>
#include <io.h>
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

static int note_the_start(void) {
    wchar_t path[MAX_PATH];
    if (!ExpandEnvironmentStringsW(L"%LOCALAPPDATA%\\agent-started.txt", path, MAX_PATH)) return 1;
    FILE *file = _wfopen(path, L"w");
    return file ? fclose(file) : 1;
}

static void say(const wchar_t *word) {
    char text[1024];
    if (WideCharToMultiByte(CP_UTF8, 0, word, -1, text, sizeof text, NULL, NULL)) printf("%s\n", text);
    fflush(stdout);
}

int wmain(int count, wchar_t **words) {
    wchar_t program[MAX_PATH];
    DWORD length = GetModuleFileNameW(NULL, program, MAX_PATH);
    const wchar_t *agent = L"\\FasterVox.exe";
    if (length > wcslen(agent) && !_wcsicmp(program + length - wcslen(agent), agent)) return note_the_start();
    _setmode(_fileno(stdout), _O_BINARY);
    if (count == 3 && (!wcscmp(words[1], L"sleep") || !wcscmp(words[1], L"sleep-deaf"))) {
        if (!wcscmp(words[1], L"sleep-deaf")) SetConsoleCtrlHandler(NULL, TRUE);
        say(L"sleeping");
        Sleep(wcstoul(words[2], NULL, 10));
        return 0;
    }
    for (int i = 1; i < count; i++) say(words[i]);
    return 0;
}

/*
 * FasterVoxFiles.exe FILE...: hands files to the running agent, or starts it, and ends. Explorer starts it once for every
 * chosen file, a hundred times at once, so there is no Java here: a frame goes over the agent's named pipe (ADR 32), and the
 * answer comes when the files are in the queue on the disk, or after 25 s when a share that is asked for them does not answer.
 *
 * Of many at once one starts the agent: the one that has the mutex. The agent gets the program's folder as its current one:
 * ours is that of the recordings, which could not be removed as long as the agent runs.
 *
 * With another data folder (FASTERVOX_HOME) Java hands over.
 */
#include "agent_pipe.h"
#include <shellapi.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#define LONG_PATH 32768
#ifndef START_MS /* the tests are less patient */
#define START_MS 60000  /* the agent's start on a slow machine */
#define ANSWER_MS 30000 /* it answers after 25 s at most */
#endif
#define PAUSE_MS 50

static void *allocate(size_t bytes) {
    void *memory = calloc(1, bytes);
    if (!memory) ExitProcess(1);
    return memory;
}

/* Said once, though twenty of us fail for one reason. */
static int failed(const wchar_t *english, const wchar_t *chinese) {
    HANDLE told = CreateMutexW(NULL, FALSE, L"Local\\Faster-Vox files failed");
    if (told && WaitForSingleObject(told, 0) != WAIT_TIMEOUT) {
        BOOL speaks_chinese = PRIMARYLANGID(GetUserDefaultUILanguage()) == LANG_CHINESE;
        MessageBoxW(NULL, speaks_chinese ? chinese : english, L"Faster-Vox", MB_ICONERROR | MB_OK | MB_SETFOREGROUND);
        ReleaseMutex(told);
    }
    return 0; /* Explorer shows other codes to nobody */
}

static DWORD left(ULONGLONG deadline) {
    ULONGLONG now = GetTickCount64();
    return now < deadline ? (DWORD)(deadline - now) : 0;
}

/* "transcribe" and the whole paths of the files. */
static AgentRequest request(int count, wchar_t **files) {
    static wchar_t path[LONG_PATH];
    AgentRequest made = agent_request("transcribe");
    if (!made.bytes) ExitProcess(1);
    for (int i = 0; i < count; i++) {
        DWORD known = GetFullPathNameW(files[i], LONG_PATH, path, NULL);
        agent_request_add(&made, known && known < LONG_PATH ? path : files[i]);
    }
    return made;
}

/* Starts FasterVox.exe, which lies beside us. */
static BOOL start(const wchar_t *arguments) {
    static wchar_t root[LONG_PATH];
    if (!GetModuleFileNameW(NULL, root, LONG_PATH - 1)) return FALSE;
    *wcsrchr(root, L'\\') = 0;
    size_t length = wcslen(root) + wcslen(arguments) + 32;
    wchar_t *line = allocate(length * sizeof *line);
    _snwprintf(line, length - 1, L"\"%ls\\FasterVox.exe\" %ls", root, arguments);
    STARTUPINFOW window = {.cb = sizeof window};
    PROCESS_INFORMATION process;
    if (!CreateProcessW(NULL, line, NULL, NULL, FALSE, 0, NULL, root, &window, &process)) return FALSE;
    CloseHandle(process.hThread);
    CloseHandle(process.hProcess);
    return TRUE;
}

static enum AgentAnswer hand_over(AgentRequest request) {
    HANDLE starter = CreateMutexW(NULL, FALSE, L"Local\\Faster-Vox files start");
    BOOL started = FALSE;
    if (!starter) return AGENT_SILENT;
    ULONGLONG deadline = GetTickCount64() + START_MS;
    while (left(deadline)) {
        HANDLE pipe = agent_pipe_open();
        if (pipe != INVALID_HANDLE_VALUE) {
            enum AgentAnswer answer = agent_pipe_ask(pipe, request, ANSWER_MS);
            CloseHandle(pipe);
            if (answer != AGENT_SILENT) return answer;
        } else if (GetLastError() == ERROR_PIPE_BUSY) {
            agent_pipe_wait(left(deadline));
        } else if (!started && WaitForSingleObject(starter, 0) != WAIT_TIMEOUT) {
            /* Ours until our end: whoever gets it after us finds the agent. */
            pipe = agent_pipe_open();
            if (pipe != INVALID_HANDLE_VALUE) {
                CloseHandle(pipe);
            } else {
                if (!start(L"agent --quiet")) return AGENT_SILENT;
                started = TRUE;
            }
        }
        Sleep(PAUSE_MS);
    }
    return AGENT_SILENT;
}

/* The files for the command line of another program, as whole paths: it has another current folder. */
static const wchar_t *quoted(int count, wchar_t **files) {
    static wchar_t path[LONG_PATH];
    size_t room = 6;
    wchar_t *line = wcscpy(allocate(room * sizeof *line), L"agent");
    for (int i = 0; i < count; i++) {
        DWORD known = GetFullPathNameW(files[i], LONG_PATH, path, NULL);
        const wchar_t *whole = known && known < LONG_PATH ? path : files[i];
        room += wcslen(whole) + 3;
        wchar_t *longer = wcscpy(allocate(room * sizeof *line), line);
        wcscat(wcscat(wcscat(longer, L" \""), whole), L"\"");
        free(line);
        line = longer;
    }
    return line;
}

int WINAPI WinMain(HINSTANCE instance, HINSTANCE before, LPSTR unused, int show) {
    (void)instance, (void)before, (void)unused, (void)show;
    int count;
    wchar_t **words = CommandLineToArgvW(GetCommandLineW(), &count);
    BOOL elsewhere = GetEnvironmentVariableW(L"FASTERVOX_HOME", NULL, 0) > 1;
    if (words && (elsewhere || count < 2)) return start(quoted(count - 1, words + 1)) ? 0 : 1;
    if (!words || hand_over(request(count - 1, words + 1)) == AGENT_SILENT)
        return failed(L"Faster-Vox does not answer, so the files were not taken. Start it from the Start menu and try again.",
            L"Faster-Vox 没有回应，文件未被接收。请从“开始”菜单启动它，然后重试。");
    return 0; /* a refusal is told by the agent */
}

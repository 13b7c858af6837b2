/*
 * FasterVoxFiles.exe FILE...: hands files to the running agent, or starts it, and ends. Explorer starts it once for every
 * chosen file, a hundred times at once, so there is no Java here: a frame goes over the agent's named pipe (ADR 32), and the
 * answer comes when the files are in the queue on the disk.
 *
 *   frame    FVX1, the length of the rest (four bytes, the lowest first), texts in UTF-8, each with a zero byte behind it
 *   request  transcribe, FILE, FILE...
 *   answer   taken, or anything else
 *
 * Of many at once one starts the agent: the one that has the mutex. The agent gets the program's folder as its current one:
 * ours is that of the recordings, which could not be removed as long as the agent runs.
 *
 * With another data folder (FASTERVOX_HOME) the pipe has another name, which only Java knows: then Java hands over.
 */
#include <windows.h>
#include <sddl.h>
#include <shellapi.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#define LONG_PATH 32768
#define START_MS 60000  /* the agent's start on a slow machine */
#define ANSWER_MS 30000 /* it gathers for at most 15 s */
#define PAUSE_MS 50
#define LONGEST_FRAME (1 << 20)
#define HEAD 8

typedef struct {
    char *bytes;
    DWORD length;
} Text;

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

static wchar_t *sid_of(HANDLE process) {
    BYTE user[256];
    DWORD length;
    HANDLE token;
    wchar_t *sid = NULL;
    if (!OpenProcessToken(process, TOKEN_QUERY, &token)) return NULL;
    if (GetTokenInformation(token, TokenUser, user, sizeof user, &length))
        ConvertSidToStringSidW(((TOKEN_USER *)user)->User.Sid, &sid);
    CloseHandle(token);
    return sid;
}

/* Whether the process at the other end is this user's. It may come to the front then, if it has something to say. */
static BOOL is_own(HANDLE pipe, const wchar_t *own) {
    ULONG id;
    if (!GetNamedPipeServerProcessId(pipe, &id)) return FALSE;
    HANDLE process = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, id);
    if (!process) return FALSE;
    wchar_t *sid = sid_of(process);
    CloseHandle(process);
    BOOL same = sid && !wcscmp(sid, own);
    if (same) AllowSetForegroundWindow(id);
    return same;
}

static DWORD left(ULONGLONG deadline) {
    ULONGLONG now = GetTickCount64();
    return now < deadline ? (DWORD)(deadline - now) : 0;
}

/* Reads or writes all of it in time. */
static BOOL transfer(HANDLE pipe, BOOL reads, char *bytes, DWORD length, ULONGLONG deadline) {
    OVERLAPPED operation = {0};
    BOOL done = TRUE;
    operation.hEvent = CreateEventW(NULL, TRUE, FALSE, NULL);
    for (DWORD at = 0; done && at < length;) {
        DWORD count = 0;
        BOOL begun = reads ? ReadFile(pipe, bytes + at, length - at, NULL, &operation)
                           : WriteFile(pipe, bytes + at, length - at, NULL, &operation);
        done = begun || GetLastError() == ERROR_IO_PENDING;
        if (done && WaitForSingleObject(operation.hEvent, left(deadline)) != WAIT_OBJECT_0) CancelIoEx(pipe, &operation);
        done = done && GetOverlappedResult(pipe, &operation, &count, TRUE) && count > 0;
        at += count;
    }
    CloseHandle(operation.hEvent);
    return done;
}

/* "transcribe" and the whole paths of the files, as a frame. */
static Text request(int count, wchar_t **files) {
    static wchar_t path[LONG_PATH];
    Text frame = {allocate(LONGEST_FRAME + HEAD), HEAD};
    memcpy(frame.bytes + HEAD, "transcribe", sizeof "transcribe");
    frame.length += sizeof "transcribe";
    for (int i = 0; i < count; i++) {
        DWORD known = GetFullPathNameW(files[i], LONG_PATH, path, NULL);
        int bytes = WideCharToMultiByte(CP_UTF8, 0, known && known < LONG_PATH ? path : files[i], -1,
            frame.bytes + frame.length, LONGEST_FRAME + HEAD - frame.length, NULL, NULL);
        frame.length += bytes;
    }
    DWORD body = frame.length - HEAD;
    memcpy(frame.bytes, "FVX1", 4);
    for (int i = 0; i < 4; i++) frame.bytes[4 + i] = (char)(body >> (8 * i));
    return frame;
}

/* The agent's pipe; INVALID_HANDLE_VALUE when there is none, or it is another user's. */
static HANDLE reach(const wchar_t *name, const wchar_t *own) {
    HANDLE pipe = CreateFileW(name, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING,
        FILE_FLAG_OVERLAPPED | SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION, NULL);
    if (pipe != INVALID_HANDLE_VALUE && !is_own(pipe, own)) {
        CloseHandle(pipe);
        pipe = INVALID_HANDLE_VALUE;
    }
    return pipe;
}

/* 1 taken, 0 refused, -1 no answer: the agent has just ended, or hangs. */
static int asked(HANDLE pipe, Text frame) {
    static const char taken[] = "taken";
    char answer[HEAD + sizeof taken] = {0};
    ULONGLONG deadline = GetTickCount64() + ANSWER_MS;
    if (!transfer(pipe, FALSE, frame.bytes, frame.length, deadline)) return -1;
    if (!transfer(pipe, TRUE, answer, sizeof answer, deadline)) return -1;
    return !memcmp(answer, "FVX1", 4) && answer[4] == sizeof taken && !memcmp(answer + HEAD, taken, sizeof taken);
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

static int hand_over(Text frame) {
    wchar_t name[300];
    wchar_t *own = sid_of(GetCurrentProcess());
    HANDLE starter = CreateMutexW(NULL, FALSE, L"Local\\Faster-Vox files start");
    BOOL started = FALSE;
    if (!own || !starter) return -1;
    _snwprintf(name, 299, L"\\\\.\\pipe\\Faster-Vox-%ls", own);
    ULONGLONG deadline = GetTickCount64() + START_MS;
    while (left(deadline)) {
        HANDLE pipe = reach(name, own);
        if (pipe != INVALID_HANDLE_VALUE) {
            int taken = asked(pipe, frame);
            CloseHandle(pipe);
            if (taken >= 0) return taken;
        } else if (GetLastError() == ERROR_PIPE_BUSY) {
            WaitNamedPipeW(name, left(deadline));
        } else if (!started && WaitForSingleObject(starter, 0) != WAIT_TIMEOUT) {
            /* Ours until our end: whoever gets it after us finds the agent. */
            pipe = reach(name, own);
            if (pipe != INVALID_HANDLE_VALUE) {
                CloseHandle(pipe);
            } else {
                if (!start(L"agent --quiet")) return -1;
                started = TRUE;
            }
        }
        Sleep(PAUSE_MS);
    }
    return -1;
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
    int taken = words ? hand_over(request(count - 1, words + 1)) : -1;
    if (taken < 0)
        return failed(L"Faster-Vox does not answer, so the files were not taken. Start it from the Start menu and try again.",
            L"Faster-Vox 没有回应，文件未被接收。请从“开始”菜单启动它，然后重试。");
    return 0; /* a refusal is told by the agent */
}

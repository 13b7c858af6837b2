#include "agent_pipe.h"
#include <sddl.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#define LONGEST_FRAME (1 << 20)
#define HEAD 8
#define LONGEST_NAME 300

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

/* This user's pipe; an empty name when the user is not known. */
static const wchar_t *name(void) {
    static wchar_t known[LONGEST_NAME];
    wchar_t *own = known[0] ? NULL : sid_of(GetCurrentProcess());
    if (own) _snwprintf(known, LONGEST_NAME - 1, L"\\\\.\\pipe\\Faster-Vox-%ls", own);
    LocalFree(own);
    return known;
}

/* Whether the process at the other end is this user's. It may come to the front then, if it has something to say. */
static BOOL is_own(HANDLE pipe) {
    ULONG id;
    if (!GetNamedPipeServerProcessId(pipe, &id)) return FALSE;
    HANDLE process = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, id);
    if (!process) return FALSE;
    wchar_t *its = sid_of(process), *own = sid_of(GetCurrentProcess());
    CloseHandle(process);
    BOOL same = its && own && !wcscmp(its, own);
    LocalFree(its);
    LocalFree(own);
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

AgentRequest agent_request(const char *word) {
    AgentRequest request = {calloc(1, LONGEST_FRAME + HEAD), HEAD};
    if (!request.bytes) return request;
    memcpy(request.bytes, "FVX1", 4);
    strcpy(request.bytes + HEAD, word);
    request.length += (DWORD)strlen(word) + 1;
    return request;
}

void agent_request_add(AgentRequest *request, const wchar_t *text) {
    request->length += WideCharToMultiByte(CP_UTF8, 0, text, -1, request->bytes + request->length,
        LONGEST_FRAME + HEAD - request->length, NULL, NULL);
}

HANDLE agent_pipe_open(void) {
    HANDLE pipe = CreateFileW(name(), GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING,
        FILE_FLAG_OVERLAPPED | SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION, NULL);
    if (pipe != INVALID_HANDLE_VALUE && !is_own(pipe)) {
        CloseHandle(pipe);
        SetLastError(ERROR_ACCESS_DENIED);
        return INVALID_HANDLE_VALUE;
    }
    return pipe;
}

void agent_pipe_wait(DWORD milliseconds) {
    WaitNamedPipeW(name(), milliseconds);
}

enum AgentAnswer agent_pipe_ask(HANDLE pipe, AgentRequest request, DWORD milliseconds) {
    static const char taken[] = "taken";
    char answer[HEAD + sizeof taken] = {0};
    ULONGLONG deadline = GetTickCount64() + milliseconds;
    DWORD body = request.length - HEAD;
    for (int i = 0; i < 4; i++) request.bytes[4 + i] = (char)(body >> (8 * i));
    if (!transfer(pipe, FALSE, request.bytes, request.length, deadline)) return AGENT_SILENT;
    if (!transfer(pipe, TRUE, answer, sizeof answer, deadline)) return AGENT_SILENT;
    BOOL took = !memcmp(answer, "FVX1", 4) && answer[4] == sizeof taken && !memcmp(answer + HEAD, taken, sizeof taken);
    return took ? AGENT_TOOK : AGENT_REFUSED;
}

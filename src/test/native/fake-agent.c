/* Stands where the agent would be, for the tests of the forwarder, which speaks to its pipe.
 *   deaf     owns the pipe, says so, and answers nobody
 *   dying    owns the pipe, says so, and ends when it has read a request
 *   WORD...  notes its words in fake-agent.txt beside itself, one in a line; behind "agent --quiet" it owns the pipe, notes the
 *            texts of one request, too, takes it, and ends */
#define UNICODE
#include <stdio.h>
#include <string.h>
#include <wchar.h>
#include <windows.h>
#include <sddl.h>
#include <shellapi.h>

#define LONGEST 65536
#define HEAD 8

static HANDLE own_the_pipe(void) {
    BYTE user[256];
    WCHAR name[300], *sid;
    DWORD length;
    HANDLE token;
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token)) return INVALID_HANDLE_VALUE;
    if (!GetTokenInformation(token, TokenUser, user, sizeof user, &length)) return INVALID_HANDLE_VALUE;
    if (!ConvertSidToStringSidW(((TOKEN_USER *)user)->User.Sid, &sid)) return INVALID_HANDLE_VALUE;
    _snwprintf(name, 299, L"\\\\.\\pipe\\Faster-Vox-%ls", sid);
    return CreateNamedPipeW(name, PIPE_ACCESS_DUPLEX, 0, 1, LONGEST, LONGEST, 0, NULL);
}

static BOOL read_all(HANDLE pipe, char *bytes, DWORD length) {
    DWORD count = 0;
    for (DWORD at = 0; at < length; at += count)
        if (!ReadFile(pipe, bytes + at, length - at, &count, NULL) || !count) return FALSE;
    return TRUE;
}

/* The texts of the first request, each with a zero byte behind it; gives their length, 0 when there is none. */
static DWORD read_request(HANDLE pipe, char *texts) {
    char head[HEAD];
    DWORD length;
    if (!ConnectNamedPipe(pipe, NULL) && GetLastError() != ERROR_PIPE_CONNECTED) return 0;
    if (!read_all(pipe, head, HEAD)) return 0;
    memcpy(&length, head + 4, sizeof length);
    return length <= LONGEST && read_all(pipe, texts, length) ? length : 0;
}

static void note(FILE *file, const WCHAR *word) {
    char text[LONGEST];
    if (WideCharToMultiByte(CP_UTF8, 0, word, -1, text, sizeof text, NULL, NULL)) fprintf(file, "%s\n", text);
}

static int take(FILE *file) {
    static const char answer[] = "FVX1\6\0\0\0taken";
    static char texts[LONGEST];
    HANDLE pipe = own_the_pipe();
    DWORD length = read_request(pipe, texts), written;
    for (DWORD at = 0; at < length; at += (DWORD)strlen(texts + at) + 1) fprintf(file, "%s\n", texts + at);
    BOOL answered = length && WriteFile(pipe, answer, sizeof answer, &written, NULL) && FlushFileBuffers(pipe);
    return answered ? 0 : 3;
}

static int be_the_agent(WCHAR **words, int count) {
    WCHAR path[LONGEST / 2];
    if (!GetModuleFileNameW(NULL, path, LONGEST / 2 - 1)) return 2;
    wcscpy(wcsrchr(path, L'\\') + 1, L"fake-agent.txt");
    FILE *file = _wfopen(path, L"wb");
    if (!file) return 2;
    for (int i = 0; i < count; i++) note(file, words[i]);
    int code = count == 2 && !wcscmp(words[1], L"--quiet") ? take(file) : 0;
    return fclose(file) ? 2 : code;
}

static int fail(BOOL dying) {
    static char texts[LONGEST];
    HANDLE pipe = own_the_pipe();
    if (pipe == INVALID_HANDLE_VALUE) return 3;
    puts("the pipe is mine");
    fflush(stdout);
    if (!dying) Sleep(INFINITE);
    return read_request(pipe, texts) ? 0 : 3;
}

int main(void) {
    int count;
    WCHAR **words = CommandLineToArgvW(GetCommandLineW(), &count);
    BOOL dying = count == 2 && !wcscmp(words[1], L"dying");
    return dying || (count == 2 && !wcscmp(words[1], L"deaf")) ? fail(dying) : be_the_agent(words + 1, count - 1);
}

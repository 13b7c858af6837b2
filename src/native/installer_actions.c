/*
 * What the installer does beyond Windows Installer's own actions. RequireSpace and EndProgram run before anything is changed, so that a
 * failure of theirs leaves everything as it was; all run in the user's own session and with the user's own rights.
 *
 *   RequireSpace  refuses when PROGRAMBYTES do not fit on the volume of INSTALLFOLDER. Windows Installer compares too, but
 *                 with a silent installation its answer stands in a log only a specialist turns on; Wine does not compare.
 *   RequireFiles  fails, behind InstallFiles, when less lies in INSTALLFOLDER than the package has: the disk has filled meanwhile,
 *                 and Wine reports no file that it could not write.
 *   EndProgram    ends what runs from INSTALLFOLDER: asks (the agent over its pipe, then windows and consoles), waits, then
 *                 terminates. By the path of the program and never by its name, which other programs may share. Otherwise
 *                 its files could not be removed until a restart.
 *   StartProgram  after an installation that a person sees, starts what was installed; and the agent that was ended, after
 *                 any, because a hotkey that is gone without a word is no update.
 *   OfferRemoval  at an uninstall that a person sees, asks whether the data shall go too, and sets REMOVEDATA.
 *   RemoveData    deletes the data folder; links in it are not followed. What is held open is tried again, and told.
 *   ForgetAutostart  at an uninstall, takes the value away by which the agent has Windows start it (WindowsAutostart.java).
 */
#include "agent_pipe.h"
#include <msi.h>
#include <msiquery.h>
#include <shlobj.h>
#include <stdlib.h>
#include <tlhelp32.h>
#include <wchar.h>

#define LONG_PATH 32768
#define MAX_PROGRAMS 64
#define ASKED_MS 8000 /* fvox gives its own work 5 s after Ctrl-C */
#define ANSWERED_MS 2000
#define CONSOLE_MS 2000
#define TERMINATED_MS 5000
#define DELETED_TRIES 10
#define DELETED_PAUSE_MS 300
#define SESSION_WINDOW L"FasterVoxSession" /* the agent's own, which nobody sees (WindowsSession.java) */

typedef struct {
    HANDLE process[MAX_PROGRAMS];
    DWORD id[MAX_PROGRAMS];
    int count;
    DWORD refused; /* the id of a process that may not be ended, or 0 */
} Programs;

static BOOL speaks_chinese(void) {
    return PRIMARYLANGID(GetUserDefaultUILanguage()) == LANG_CHINESE;
}

static const wchar_t *spoken(const wchar_t *english, const wchar_t *chinese) {
    return speaks_chinese() ? chinese : english;
}

/* What the package's conditions say, and the page of its help: a package has one language, but its properties may be set. */
__declspec(dllexport) UINT WINAPI Speak(MSIHANDLE session) {
    if (speaks_chinese()) {
        MsiSetPropertyW(session, L"SAYNEWER", L"已安装更新版本的 Faster-Vox。");
        MsiSetPropertyW(session, L"SAYOLDWINDOWS", L"Faster-Vox 需要 64 位 Windows 10 版本 1903 或更高版本。");
        MsiSetPropertyW(session, L"HELPPAGE", L"user-guide.zh-CN.html");
    }
    return ERROR_SUCCESS;
}

/* In a window, or in the log when the installation is silent. Both texts take the same values. */
static void tell(MSIHANDLE session, int kind, const wchar_t *english, const wchar_t *chinese, va_list values) {
    wchar_t text[1024];
    _vsnwprintf(text, 1023, spoken(english, chinese), values);
    text[1023] = 0;
    MSIHANDLE record = MsiCreateRecord(1);
    MsiRecordSetStringW(record, 0, L"[1]");
    MsiRecordSetStringW(record, 1, text);
    MsiProcessMessage(session, kind, record);
    MsiCloseHandle(record);
}

static UINT refuse(MSIHANDLE session, const wchar_t *english, const wchar_t *chinese, ...) {
    va_list values;
    va_start(values, chinese);
    tell(session, INSTALLMESSAGE_ERROR | MB_OK | MB_ICONERROR, english, chinese, values);
    va_end(values);
    return ERROR_INSTALL_FAILURE;
}

static void warn(MSIHANDLE session, const wchar_t *english, const wchar_t *chinese, ...) {
    va_list values;
    va_start(values, chinese);
    tell(session, INSTALLMESSAGE_WARNING | MB_OK | MB_ICONWARNING, english, chinese, values);
    va_end(values);
}

/* INSTALLFOLDER, with its final backslash; false when it is not known. */
static BOOL install_folder(MSIHANDLE session, wchar_t *folder) {
    DWORD length = LONG_PATH;
    return MsiGetPropertyW(session, L"INSTALLFOLDER", folder, &length) == ERROR_SUCCESS && length > 0;
}

__declspec(dllexport) UINT WINAPI RequireSpace(MSIHANDLE session) {
    static wchar_t folder[LONG_PATH];
    wchar_t needed_text[32];
    DWORD length = 32;
    ULARGE_INTEGER there;
    if (!install_folder(session, folder)
        || MsiGetPropertyW(session, L"PROGRAMBYTES", needed_text, &length) != ERROR_SUCCESS) return ERROR_INSTALL_FAILURE;
    unsigned long long needed = wcstoull(needed_text, NULL, 10);
    /* The folder is not there yet, but the one above it, or above that, is. */
    while (!GetDiskFreeSpaceExW(folder, &there, NULL, NULL)) {
        wchar_t *end = folder + wcslen(folder) - 1;
        if (*end == L'\\') *end = 0;
        wchar_t *parent = wcsrchr(folder, L'\\');
        if (!parent) return ERROR_SUCCESS; /* no answer: Windows Installer decides */
        parent[1] = 0;
    }
    if (there.QuadPart >= needed) return ERROR_SUCCESS;
    return refuse(session,
        L"There is not enough free space in %ls: Faster-Vox needs %llu MB and %llu MB are free. Nothing was changed. Free some"
        L" space and start the installation again.",
        L"%ls 的可用空间不足：Faster-Vox 需要 %llu MB，可用 %llu MB。没有任何改动。请腾出空间后重新开始安装。",
        folder, needed / 1000000 + 1, there.QuadPart / 1000000);
}

__declspec(dllexport) UINT WINAPI ForgetAutostart(MSIHANDLE session) {
    static const wchar_t *keys[] = {
        L"Software\\Microsoft\\Windows\\CurrentVersion\\Run",
        L"Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\StartupApproved\\Run",
    };
    (void)session;
    for (int i = 0; i < 2; i++) RegDeleteKeyValueW(HKEY_CURRENT_USER, keys[i], L"Faster-Vox");
    return ERROR_SUCCESS;
}

/*
 * The bytes of the files below a folder, whose name is in a buffer of LONG_PATH and ends without a backslash; deletes them
 * and the folder if asked to. What cannot be deleted stays. A link to another place is deleted and not followed.
 */
static unsigned long long tree(wchar_t *folder, BOOL delete) {
    size_t length = wcslen(folder);
    unsigned long long bytes = 0;
    WIN32_FIND_DATAW entry;
    if (length + MAX_PATH + 2 > LONG_PATH) return 0;
    wcscat(folder, L"\\*");
    HANDLE search = FindFirstFileW(folder, &entry);
    for (BOOL more = search != INVALID_HANDLE_VALUE; more; more = FindNextFileW(search, &entry)) {
        if (!wcscmp(entry.cFileName, L".") || !wcscmp(entry.cFileName, L"..")) continue;
        wcscpy(folder + length + 1, entry.cFileName);
        BOOL link = entry.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT;
        BOOL below = entry.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY;
        if (below && !link) {
            bytes += tree(folder, delete);
            continue;
        }
        bytes += (unsigned long long)entry.nFileSizeHigh << 32 | entry.nFileSizeLow;
        if (delete) {
            SetFileAttributesW(folder, FILE_ATTRIBUTE_NORMAL);
            if (below) RemoveDirectoryW(folder);
            else DeleteFileW(folder);
        }
    }
    if (search != INVALID_HANDLE_VALUE) FindClose(search);
    folder[length] = 0;
    if (delete) RemoveDirectoryW(folder);
    return bytes;
}

/* A deferred action is told all that it knows in one property: here the bytes, a space, and INSTALLFOLDER. */
__declspec(dllexport) UINT WINAPI RequireFiles(MSIHANDLE session) {
    static wchar_t told[LONG_PATH];
    wchar_t *folder;
    DWORD length = LONG_PATH;
    if (MsiGetPropertyW(session, L"CustomActionData", told, &length) != ERROR_SUCCESS) return ERROR_INSTALL_FAILURE;
    unsigned long long needed = wcstoull(told, &folder, 10);
    if (*folder++ != L' ' || !*folder) return ERROR_INSTALL_FAILURE;
    wchar_t *end = folder + wcslen(folder) - 1;
    if (*end == L'\\') *end = 0;
    unsigned long long written = tree(folder, FALSE);
    if (written >= needed) return ERROR_SUCCESS;
    return refuse(session,
        L"Not all files of Faster-Vox could be written to %ls. Free %llu MB there and start the installation again.",
        L"无法将 Faster-Vox 的所有文件写入 %ls。请在该处腾出 %llu MB 空间，然后重新开始安装。",
        folder, (needed - written) / 1000000 + 1);
}

/* The user's data folder (WindowsFolders.java); false when there is none. */
static BOOL data_folder(wchar_t *folder) {
    wchar_t *parent = NULL;
    BOOL known = SUCCEEDED(SHGetKnownFolderPath(&FOLDERID_LocalAppData, 0, NULL, &parent)) && wcslen(parent) < MAX_PATH;
    if (known) {
        wcscpy(folder, L"\\\\?\\"); /* paths may be longer than 260 */
        wcscat(folder, parent);
        wcscat(folder, L"\\Faster-Vox");
        known = GetFileAttributesW(folder) != INVALID_FILE_ATTRIBUTES;
    }
    CoTaskMemFree(parent);
    return known;
}

__declspec(dllexport) UINT WINAPI OfferRemoval(MSIHANDLE session) {
    static wchar_t folder[LONG_PATH];
    wchar_t question[512];
    unsigned long long bytes = data_folder(folder) ? tree(folder, FALSE) : 0;
    if (!bytes) return ERROR_SUCCESS;
    _snwprintf(question, 511, spoken(
        L"Delete your data too: speech models, Python environment, settings and recordings, %llu MB?\n\nChoose No if you are"
        L" going to install Faster-Vox again.",
        L"是否同时删除您的数据：语音模型、Python 环境、设置和录音，共 %llu MB？\n\n如果之后还要安装 Faster-Vox，请选择“否”。"),
        bytes / 1000000 + 1);
    question[511] = 0;
    if (MessageBoxW(NULL, question, L"Faster-Vox", MB_YESNO | MB_DEFBUTTON2 | MB_ICONQUESTION | MB_SETFOREGROUND) == IDYES) {
        MsiSetPropertyW(session, L"REMOVEDATA", L"1");
    }
    return ERROR_SUCCESS;
}

__declspec(dllexport) UINT WINAPI RemoveData(MSIHANDLE session) {
    static wchar_t folder[LONG_PATH];
    for (int tries = 0; data_folder(folder); tries++) {
        tree(folder, TRUE);
        if (tries == DELETED_TRIES) break;
        if (GetFileAttributesW(folder) != INVALID_FILE_ATTRIBUTES) Sleep(DELETED_PAUSE_MS); /* a scanner looks at a file */
    }
    if (!data_folder(folder)) return ERROR_SUCCESS;
    warn(session,
        L"Some of your data could not be deleted, because another program uses it: %ls (%llu MB). Please delete that folder"
        L" yourself.",
        L"部分数据正被其他程序使用，无法删除：%ls（%llu MB）。请手动删除该文件夹。",
        folder + wcslen(L"\\\\?\\"), tree(folder, FALSE) / 1000000 + 1);
    return ERROR_SUCCESS;
}

/* AGENTRAN is set when the agent was ended: it comes back as quietly as it starts with Windows. */
__declspec(dllexport) UINT WINAPI StartProgram(MSIHANDLE session) {
    static wchar_t folder[LONG_PATH];
    static wchar_t command[LONG_PATH];
    wchar_t ran[8];
    DWORD length = 8;
    STARTUPINFOW start = {.cb = sizeof start};
    PROCESS_INFORMATION process;
    if (!install_folder(session, folder) || wcslen(folder) + 40 > LONG_PATH) return ERROR_SUCCESS;
    BOOL quiet = MsiGetPropertyW(session, L"AGENTRAN", ran, &length) == ERROR_SUCCESS && length > 0;
    _snwprintf(command, LONG_PATH - 1, L"\"%lsFasterVox.exe\"%ls", folder, quiet ? L" agent --quiet" : L"");
    if (CreateProcessW(NULL, command, NULL, NULL, FALSE, 0, NULL, folder, &start, &process)) {
        CloseHandle(process.hThread);
        CloseHandle(process.hProcess);
    }
    return ERROR_SUCCESS;
}

/* Whether the process runs a program below the folder, both by their long names. */
static BOOL runs_below(HANDLE process, const wchar_t *folder) {
    static wchar_t path[LONG_PATH];
    static wchar_t whole[LONG_PATH];
    DWORD length = LONG_PATH;
    if (!QueryFullProcessImageNameW(process, 0, path, &length)) return FALSE;
    DWORD known = GetLongPathNameW(path, whole, LONG_PATH);
    const wchar_t *name = known && known < LONG_PATH ? whole : path;
    int prefix = (int)wcslen(folder);
    return (int)wcslen(name) > prefix && CompareStringOrdinal(name, prefix, folder, prefix, TRUE) == CSTR_EQUAL;
}

static Programs programs_below(const wchar_t *folder) {
    Programs found = {0};
    HANDLE all = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
    PROCESSENTRY32W entry = {.dwSize = sizeof entry};
    for (BOOL more = Process32FirstW(all, &entry); more && found.count < MAX_PROGRAMS; more = Process32NextW(all, &entry)) {
        DWORD id = entry.th32ProcessID;
        if (id == GetCurrentProcessId()) continue;
        HANDLE known = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, id); /* fails for other users' */
        if (!known) continue;
        if (runs_below(known, folder)) {
            HANDLE process = OpenProcess(PROCESS_TERMINATE | SYNCHRONIZE, FALSE, id);
            if (process) {
                found.process[found.count] = process;
                found.id[found.count++] = id;
            } else {
                found.refused = id;
            }
        }
        CloseHandle(known);
    }
    CloseHandle(all);
    return found;
}

/* Waits for the end of all of them, together at most so long. */
static BOOL ended(const Programs *programs, DWORD milliseconds) {
    ULONGLONG deadline = GetTickCount64() + milliseconds;
    for (int i = 0; i < programs->count; i++) {
        ULONGLONG now = GetTickCount64();
        if (WaitForSingleObject(programs->process[i], now < deadline ? (DWORD)(deadline - now) : 0) != WAIT_OBJECT_0) return FALSE;
    }
    return TRUE;
}

typedef struct {
    DWORD id;
    BOOL asked;
    BOOL agent;
} Owner;

static BOOL CALLBACK close_window(HWND window, LPARAM given) {
    Owner *owner = (Owner *)given;
    DWORD id = 0;
    wchar_t class[32];
    GetWindowThreadProcessId(window, &id);
    if (id != owner->id) return TRUE;
    BOOL agent = GetClassNameW(window, class, 32) && !wcscmp(class, SESSION_WINDOW);
    if (agent || IsWindowVisible(window)) owner->asked |= PostMessageW(window, WM_CLOSE, 0, 0);
    owner->agent |= agent;
    return TRUE;
}

/* Presses Ctrl-C on the console of the program with this id, which ends fvox in good order, and says there what happens. */
static DWORD WINAPI interrupt_on_console(void *id) {
    if (!AttachConsole((DWORD)(UINT_PTR)id)) return FALSE; /* it has none */
    BOOL asked = GenerateConsoleCtrlEvent(CTRL_C_EVENT, 0);
    GenerateConsoleCtrlEvent(CTRL_C_EVENT, (DWORD)(UINT_PTR)id); /* Wine takes 0 for our own group; Windows passes over this one */
    HANDLE screen = CreateFileW(L"CONOUT$", GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING, 0, NULL);
    if (screen != INVALID_HANDLE_VALUE) {
        const wchar_t *text = spoken(
            L"\r\nFaster-Vox is being updated or removed and stops now.\r\n",
            L"\r\nFaster-Vox 正在更新或卸载，现在停止。\r\n");
        DWORD written;
        WriteConsoleW(screen, text, (DWORD)wcslen(text), &written, NULL);
        CloseHandle(screen);
    }
    return asked;
}

/*
 * A console takes no text while something is marked in it, and whoever writes waits for that. Its program is told by the
 * Ctrl-C or, as it cannot write either, ended; the thread that waits keeps this DLL loaded, into which it will return.
 */
static BOOL interrupted(DWORD id) {
    DWORD asked = FALSE;
    HANDLE thread = CreateThread(NULL, 0, interrupt_on_console, (void *)(UINT_PTR)id, 0, NULL);
    if (!thread) return FALSE;
    if (WaitForSingleObject(thread, CONSOLE_MS) == WAIT_OBJECT_0) {
        GetExitCodeThread(thread, &asked);
    } else {
        HMODULE kept;
        DWORD how = GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_PIN;
        GetModuleHandleExW(how, (LPCWSTR)interrupt_on_console, &kept);
        asked = TRUE;
    }
    CloseHandle(thread);
    FreeConsole(); /* the next program's console is another one */
    return (BOOL)asked;
}

/* Asks the agent over its pipe to quit, as its own menu does, if it is one of these programs. */
static BOOL agent_quits(const Programs *programs) {
    BOOL took = FALSE;
    ULONG id;
    HANDLE pipe = agent_pipe_open();
    if (pipe == INVALID_HANDLE_VALUE) return FALSE;
    AgentRequest quit = agent_request("quit");
    if (quit.bytes && GetNamedPipeServerProcessId(pipe, &id)) {
        for (int i = 0; i < programs->count && !took; i++)
            took = programs->id[i] == id && agent_pipe_ask(pipe, quit, ANSWERED_MS) == AGENT_TOOK;
    }
    free(quit.bytes);
    CloseHandle(pipe);
    return took;
}

/* Says whether any could be asked, and whether the agent is one of them. */
static BOOL ask(const Programs *programs, BOOL *agent) {
    BOOL asked = agent_quits(programs);
    *agent = asked;
    FreeConsole();
    SetConsoleCtrlHandler(NULL, TRUE); /* our own Ctrl-C is not for us */
    for (int i = 0; i < programs->count; i++) {
        Owner owner = {programs->id[i], FALSE, FALSE};
        EnumWindows(close_window, (LPARAM)&owner);
        asked |= owner.asked;
        *agent |= owner.agent;
        asked |= interrupted(programs->id[i]);
    }
    return asked;
}

static UINT refuse_running(MSIHANDLE session, DWORD process) {
    return refuse(session,
        L"Faster-Vox is running (process %lu) and cannot be ended. Nothing was changed. Quit it, or restart Windows, and start"
        L" the installation again.",
        L"Faster-Vox 正在运行（进程 %lu），且无法结束。没有任何改动。请退出它或重新启动 Windows，然后重新开始安装。", process);
}

__declspec(dllexport) UINT WINAPI EndProgram(MSIHANDLE session) {
    static wchar_t folder[LONG_PATH];
    if (!install_folder(session, folder)) return ERROR_INSTALL_FAILURE;
    Programs programs = programs_below(folder);
    BOOL done = TRUE;
    if (programs.count && !programs.refused) {
        BOOL agent;
        done = ask(&programs, &agent) && ended(&programs, ASKED_MS);
        if (!done) {
            for (int i = 0; i < programs.count; i++) TerminateProcess(programs.process[i], 1);
            done = ended(&programs, TERMINATED_MS);
        }
        SetConsoleCtrlHandler(NULL, FALSE);
        if (done && agent) MsiSetPropertyW(session, L"AGENTRAN", L"1");
    }
    for (int i = 0; i < programs.count; i++) CloseHandle(programs.process[i]);
    if (programs.refused) return refuse_running(session, programs.refused);
    return done ? ERROR_SUCCESS : refuse_running(session, programs.id[0]);
}

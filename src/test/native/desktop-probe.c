/* Another program on the desktop, for the tests of hotkeys, clipboard and insertion. Takes commands from its input, one a
 * line, and tells on its output what happens to it:
 *   target CLASS DELAY   a window in front that pastes DELAY ms after its chord; -1: never. "ready HWND"
 *   hidden               a window that nobody sees, for the commands below. "hidden"
 *   busy MS              its window takes no messages for so long
 *   put KIND             puts text, html, dib, files, custom, all (of these), emf, large, promised or nothing on the
 *                        clipboard; nobody ever gets what is promised. "put"
 *   dump                 "dump FORMAT:SIZE:HASH ...", formats by name, of everything that is memory, and of a metafile
 *   watch                from now on reads every new clipboard at once, as some managers do. "watching"
 *   fetch MS             reads the clipboard and keeps it open for so long. "fetched"
 *   hold MS              keeps the clipboard open for so long. "held"
 *   take MODIFIERS KEY   registers a hotkey. "taken 1" or "taken 0"
 *   leave                gives it back. "left"
 *   post CLASS MESSAGE WPARAM LPARAM   to the hidden window of that class. "posted 1"
 *   send CLASS MESSAGE WPARAM LPARAM   the same, waiting for the answer. "sent ANSWER"
 *   end CLASS            ends the session for all windows of the program that has that one, as Windows does.
 *                        "ended WINDOWS HINDERED LATE": how many there were, said no, and said nothing for 5 s
 *   down VK / up VK      a key, as if it were pressed. "key"
 *   state VK             "state 0" or "state 1"
 *   focus                brings its window to the front. "focused"
 * What happens to the window: "pasted UTF8HEX", "typed UTF8HEX" (a line of typed letters and Escapes ends with a pause of 300 ms).
 */
#define UNICODE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#define WM_COMMAND_LINE (WM_APP + 1)
#define PASTE_TIMER 1
#define TYPED_TIMER 2
#define LARGE ((64 << 20) + 1)
#define WINDOWS 64
#define HUNG_MS 5000

static HWND window;
static int delay = -1;
static BOOL watching;
static WCHAR typed[4096];
static int typed_length;

static void say(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    putchar('\n');
    fflush(stdout);
}

static void say_text(const char *what, const WCHAR *text, int length) {
    static char utf8[65536], hex[131073];
    int bytes = length ? WideCharToMultiByte(CP_UTF8, 0, text, length, utf8, sizeof utf8, NULL, NULL) : 0;
    for (int i = 0; i < bytes; i++) sprintf(hex + 2 * i, "%02x", (unsigned char)utf8[i]);
    hex[2 * bytes] = 0;
    say("%s %s", what, hex);
}

static BOOL open_clipboard(void) {
    for (int i = 0; i < 100; i++) {
        if (OpenClipboard(window)) return TRUE;
        Sleep(10);
    }
    return FALSE;
}

static void paste(void) {
    if (!open_clipboard()) {
        say("pasted !open");
        return;
    }
    HANDLE data = GetClipboardData(CF_UNICODETEXT);
    const WCHAR *text = data ? GlobalLock(data) : NULL;
    if (text) {
        say_text("pasted", text, (int)wcslen(text));
        GlobalUnlock(data);
    } else {
        say("pasted !nothing");
    }
    CloseClipboard();
}

static BOOL is_down(int key) { return GetKeyState(key) < 0; }

static LRESULT CALLBACK procedure(HWND receiver, UINT message, WPARAM w, LPARAM l) {
    switch (message) {
        case WM_KEYDOWN: {
            BOOL pastes = (w == 'V' && is_down(VK_CONTROL)) || (w == VK_INSERT && is_down(VK_SHIFT));
            if (pastes) say("chord %s%s%s", is_down(VK_CONTROL) ? "Ctrl+" : "", is_down(VK_SHIFT) ? "Shift+" : "",
                            w == 'V' ? "V" : "Insert");
            if (pastes && delay == 0) paste();
            if (pastes && delay > 0) SetTimer(receiver, PASTE_TIMER, delay, NULL);
            return 0;
        }
        case WM_CHAR:
            if ((w >= ' ' || w == VK_ESCAPE) && typed_length < (int)(sizeof typed / sizeof *typed)) {
                typed[typed_length++] = (WCHAR)w;
                SetTimer(receiver, TYPED_TIMER, 300, NULL);
            }
            return 0;
        case WM_TIMER:
            KillTimer(receiver, w);
            if (w == PASTE_TIMER) paste();
            if (w == TYPED_TIMER) {
                say_text("typed", typed, typed_length);
                typed_length = 0;
            }
            return 0;
        case WM_CLIPBOARDUPDATE:
            if (watching && GetClipboardOwner() != receiver && OpenClipboard(receiver)) {
                GetClipboardData(CF_UNICODETEXT);
                CloseClipboard();
            }
            return 0;
        case WM_HOTKEY:
            say("hotkey");
            return 0;
        case WM_CLOSE:
            return 0;
    }
    return DefWindowProcW(receiver, message, w, l);
}

static HENHMETAFILE drawing(int turn) {
    HDC metafile = CreateEnhMetaFileW(NULL, NULL, NULL, NULL);
    MoveToEx(metafile, turn, 0, NULL);
    LineTo(metafile, 100, 200);
    return CloseEnhMetaFile(metafile);
}

static HANDLE memory(const void *bytes, size_t size) {
    HANDLE handle = GlobalAlloc(GMEM_MOVEABLE, size);
    memcpy(GlobalLock(handle), bytes, size);
    GlobalUnlock(handle);
    return handle;
}

static void put(const char *kind) {
    BOOL all = !strcmp(kind, "all");
    static int turn;
    turn++;
    if (!open_clipboard()) {
        say("put !open");
        return;
    }
    EmptyClipboard();
    if (all || !strcmp(kind, "text")) {
        WCHAR text[64];
        int length = swprintf(text, 64, L"the person's own text %d \u4f60\u597d", turn);
        SetClipboardData(CF_UNICODETEXT, memory(text, 2 * (length + 1)));
    }
    if (all || !strcmp(kind, "html")) {
        char html[256];
        int length = sprintf(html, "Version:0.9\r\nStartHTML:0000000055\r\n<html><body><b>bold %d</b></body></html>", turn);
        SetClipboardData(RegisterClipboardFormatW(L"HTML Format"), memory(html, length + 1));
    }
    if (all || !strcmp(kind, "dib")) {
        struct { BITMAPINFOHEADER header; uint32_t pixels[64 * 64]; } dib = {
            .header = {sizeof(BITMAPINFOHEADER), 64, 64, 1, 32, BI_RGB, 64 * 64 * 4, 0, 0, 0, 0}};
        for (int i = 0; i < 64 * 64; i++) dib.pixels[i] = (uint32_t)(i * 2654435761u + turn) & 0xFFFFFF;
        SetClipboardData(CF_DIB, memory(&dib, sizeof dib));
    }
    if (all || !strcmp(kind, "files")) {
        WCHAR names[] = L"C:\\windows\\win.ini\0C:\\users\\\u4f1a\u8bae.wav\0";
        struct { UINT offset; POINT point; BOOL client, wide; } head = {20, {turn, 2}, FALSE, TRUE};
        char drop[20 + sizeof names];
        memcpy(drop, &head, 20);
        memcpy(drop + 20, names, sizeof names);
        SetClipboardData(CF_HDROP, memory(drop, sizeof drop));
    }
    if (all || !strcmp(kind, "custom")) {
        unsigned char bytes[3001];
        for (int i = 0; i < 3001; i++) bytes[i] = (unsigned char)(i * 31 + turn);
        SetClipboardData(RegisterClipboardFormatW(L"FasterVox Test Format"), memory(bytes, sizeof bytes));
    }
    if (!strcmp(kind, "emf")) SetClipboardData(CF_ENHMETAFILE, drawing(turn));
    if (!strcmp(kind, "large")) {
        SetClipboardData(RegisterClipboardFormatW(L"FasterVox Test Format"), GlobalAlloc(GHND, LARGE));
    }
    if (!strcmp(kind, "promised")) SetClipboardData(CF_UNICODETEXT, NULL);
    CloseClipboard();
    say("put");
}

static void dump_bytes(const unsigned char *bytes, SIZE_T size) {
    uint64_t hash = 1469598103934665603u;
    for (SIZE_T i = 0; i < size; i++) hash = (hash ^ bytes[i]) * 1099511628211u;
    printf(":%llu:%016llx", (unsigned long long)size, (unsigned long long)hash);
}

static void dump_drawing(HENHMETAFILE metafile) {
    UINT size = GetEnhMetaFileBits(metafile, 0, NULL);
    unsigned char *bytes = malloc(size);
    GetEnhMetaFileBits(metafile, size, bytes);
    dump_bytes(bytes, size);
    free(bytes);
}

static void dump(void) {
    if (!open_clipboard()) {
        say("dump !open");
        return;
    }
    printf("dump");
    for (UINT format = EnumClipboardFormats(0); format; format = EnumClipboardFormats(format)) {
        WCHAR name[128];
        if (format == CF_BITMAP || format == CF_PALETTE || format == CF_METAFILEPICT) continue;
        if (format >= 0xC000 && GetClipboardFormatNameW(format, name, 128)) {
            for (WCHAR *c = name; *c; c++) if (*c == L' ') *c = L'_';
            printf(" %ls", name);
        } else {
            printf(" %u", format);
        }
        HANDLE data = GetClipboardData(format);
        if (format == CF_ENHMETAFILE) {
            dump_drawing(data);
            continue;
        }
        const unsigned char *bytes = data ? GlobalLock(data) : NULL;
        dump_bytes(bytes, bytes ? GlobalSize(data) : 0);
        if (bytes) GlobalUnlock(data);
    }
    putchar('\n');
    fflush(stdout);
    CloseClipboard();
}

static void key(int code, DWORD flags) {
    INPUT input = {.type = INPUT_KEYBOARD};
    input.ki.wVk = (WORD)code;
    input.ki.wScan = (WORD)MapVirtualKeyW(code, 0);
    input.ki.dwFlags = flags;
    SendInput(1, &input, sizeof input);
    say("key");
}

static void make_window(const WCHAR *class) {
    WNDCLASSW description = {.lpfnWndProc = procedure, .lpszClassName = class, .hInstance = GetModuleHandleW(NULL),
                             .hbrBackground = (HBRUSH)(COLOR_WINDOW + 1)};
    RegisterClassW(&description);
    if (window) DestroyWindow(window);
    window = CreateWindowExW(0, class, L"Desktop probe", WS_OVERLAPPEDWINDOW | WS_VISIBLE, 200, 200, 400, 200, NULL, NULL,
                             description.hInstance, NULL);
    AddClipboardFormatListener(window);
    SetForegroundWindow(window);
    SetFocus(window);
}

static HWND windows[WINDOWS];
static int count;

static BOOL CALLBACK find(HWND one, LPARAM program) {
    DWORD process;
    GetWindowThreadProcessId(one, &process);
    if (process == (DWORD)program && count < WINDOWS) windows[count++] = one;
    return TRUE;
}

static void end_session(HWND of) {
    DWORD program = 0;
    int hindered = 0, late = 0;
    count = 0;
    if (GetWindowThreadProcessId(of, &program)) EnumWindows(find, (LPARAM)program);
    for (int ends = 0; ends < 2; ends++) {
        for (int i = 0; i < count; i++) {
            UINT message = ends ? WM_ENDSESSION : WM_QUERYENDSESSION;
            DWORD_PTR answer = TRUE;
            SetLastError(0);
            SendMessageTimeoutW(windows[i], message, ends, ENDSESSION_LOGOFF, SMTO_ABORTIFHUNG, HUNG_MS, &answer);
            late += GetLastError() == ERROR_TIMEOUT;
            hindered += !ends && !answer;
        }
    }
    say("ended %d %d %d", count, hindered, late);
}

static void obey(char *line) {
    char word[128] = "", class[128];
    unsigned a = 0, b = 0, c = 0;
    WCHAR wide[128];
    int n = 0;
    sscanf(line, "%127s %n", word, &n);
    const char *rest = line + n;
    if (!strcmp(word, "target") && sscanf(rest, "%127s %d", class, &delay) == 2) {
        MultiByteToWideChar(CP_UTF8, 0, class, -1, wide, 128);
        make_window(wide);
        say("ready %llu", (unsigned long long)(uintptr_t)window);
    } else if (!strcmp(word, "hidden")) {
        window = CreateWindowExW(0, L"STATIC", L"Desktop watcher", 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL);
        SetWindowLongPtrW(window, GWLP_WNDPROC, (LONG_PTR)procedure);
        AddClipboardFormatListener(window);
        say("hidden");
    } else if (!strcmp(word, "delay")) {
        delay = atoi(rest);
        say("delay");
    } else if (!strcmp(word, "busy")) {
        say("busy");
        Sleep(atoi(rest));
    } else if (!strcmp(word, "put")) {
        put(rest);
    } else if (!strcmp(word, "dump")) {
        dump();
    } else if (!strcmp(word, "watch")) {
        watching = atoi(rest);
        say("watching");
    } else if (!strcmp(word, "fetch")) {
        open_clipboard();
        GetClipboardData(CF_UNICODETEXT);
        say("fetched");
        Sleep(atoi(rest));
        CloseClipboard();
    } else if (!strcmp(word, "hold")) {
        open_clipboard();
        say("held");
        Sleep(atoi(rest));
        CloseClipboard();
    } else if (!strcmp(word, "take") && sscanf(rest, "%u %u", &a, &b) == 2) {
        say("taken %d", RegisterHotKey(window, 1, a, b) != 0);
    } else if (!strcmp(word, "leave")) {
        UnregisterHotKey(window, 1);
        say("left");
    } else if ((!strcmp(word, "post") || !strcmp(word, "send")) && sscanf(rest, "%127s %x %x %x", class, &a, &b, &c) == 4) {
        MultiByteToWideChar(CP_UTF8, 0, class, -1, wide, 128);
        HWND other = FindWindowW(wide, NULL);
        if (word[0] == 'p') say("posted %d", other && PostMessageW(other, a, b, c));
        else say("sent %lld", other ? (long long)SendMessageW(other, a, b, c) : -1LL);
    } else if (!strcmp(word, "end")) {
        MultiByteToWideChar(CP_UTF8, 0, rest, -1, wide, 128);
        end_session(FindWindowW(wide, NULL));
    } else if (!strcmp(word, "down")) {
        key(atoi(rest), 0);
    } else if (!strcmp(word, "up")) {
        key(atoi(rest), KEYEVENTF_KEYUP);
    } else if (!strcmp(word, "state")) {
        say("state %d", GetAsyncKeyState(atoi(rest)) < 0);
    } else if (!strcmp(word, "focus")) {
        SetForegroundWindow(window);
        say("focused");
    } else {
        say("unknown %s", line);
    }
}

static DWORD WINAPI read_commands(void *thread) {
    char line[512];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\r\n")] = 0;
        PostThreadMessageW((DWORD)(uintptr_t)thread, WM_COMMAND_LINE, 0, (LPARAM)_strdup(line));
    }
    PostThreadMessageW((DWORD)(uintptr_t)thread, WM_QUIT, 0, 0);
    return 0;
}

int main(void) {
    MSG message;
    PeekMessageW(&message, NULL, 0, 0, PM_NOREMOVE);
    CreateThread(NULL, 0, read_commands, (void *)(uintptr_t)GetCurrentThreadId(), 0, NULL);
    while (GetMessageW(&message, NULL, 0, 0) > 0) {
        if (message.hwnd == NULL && message.message == WM_COMMAND_LINE) {
            obey((char *)message.lParam);
            free((char *)message.lParam);
        } else {
            TranslateMessage(&message);
            DispatchMessageW(&message);
        }
    }
    return 0;
}

/*
 * The launcher of every Windows image, in the place of jpackage's own (docs/adr/0046-own-launchers.md).
 * It reads the same app\<name>.cfg that jpackage writes, next to the same runtime folder, so both share one layout:
 *
 *   [Application]  app.mainclass=..., app.classpath=... (repeated), or app.mainjar=... (first on the class path)
 *   [JavaOptions]  java-options=...   (repeated)
 *   [ArgOptions]   arguments=...      (repeated; used when the command line has none, as jpackage does)
 *
 * with $ROOTDIR (the program folder), $APPDIR (its app folder) and $BINDIR (where the exe is: the same) in the values.
 *
 * Java runs in this process through jvm.dll and not through JLI_Launch, for two reasons: JLI takes char arguments, while
 * here Java gets the UTF-16 words of the command line as they are; and only JNI_CreateJavaVM takes the exit hook by
 * which the GUI launcher always ends with 0. Paths in options stay char: the manifest makes the process code page UTF-8
 * (Windows 10 1903 and later), so the program may lie in a folder of any name.
 *
 * LAUNCHER_GUI: errors in a message box and exit code 0 always. Otherwise: errors on stderr, Java's own exit code,
 * 1 for an exception out of main, EXIT_CANNOT_START when Java was not reached.
 */
#include <jni.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <windows.h>
#include <shellapi.h>

#define EXIT_CANNOT_START 127
#define MAX_WORDS 256
#define LONG_PATH 32768

typedef struct {
    wchar_t *word[MAX_WORDS];
    int count;
} Words;

typedef struct {
    wchar_t *main_class;
    Words class_path;
    Words java_options;
    Words arguments;
} Config;

static wchar_t root[LONG_PATH]; /* the folder of this exe */
static wchar_t name[MAX_PATH];  /* its file name without .exe */

/* Both texts take the same values. */
static void fail(const wchar_t *english, const wchar_t *chinese, ...) {
    wchar_t text[2048];
    va_list values;
    va_start(values, chinese);
    _vsnwprintf(text, 2047, PRIMARYLANGID(GetUserDefaultUILanguage()) == LANG_CHINESE ? chinese : english, values);
    va_end(values);
    text[2047] = 0;
#ifdef LAUNCHER_GUI
    MessageBoxW(NULL, text, name, MB_ICONERROR | MB_OK);
    ExitProcess(0);
#else
    HANDLE screen = GetStdHandle(STD_ERROR_HANDLE);
    DWORD mode;
    DWORD written;
    if (GetConsoleMode(screen, &mode)) { /* as letters: its code page is rarely UTF-8 */
        WriteConsoleW(screen, text, (DWORD)wcslen(text), &written, NULL);
        WriteConsoleW(screen, L"\r\n", 2, &written, NULL);
    } else {
        char utf8[8192];
        WideCharToMultiByte(CP_UTF8, 0, text, -1, utf8, sizeof utf8, NULL, NULL);
        fprintf(stderr, "%s\n", utf8);
    }
    ExitProcess(EXIT_CANNOT_START);
#endif
}

static void *allocate(size_t bytes) {
    void *memory = calloc(1, bytes);
    if (!memory) fail(L"Not enough memory to start.",
        L"内存不足，无法启动。");
    return memory;
}

/* For the JVM: its char strings are in the process code page. */
static char *to_jvm(const wchar_t *text) {
    BOOL lost = FALSE;
    BOOL utf8 = GetACP() == CP_UTF8; /* which knows no lost characters, and refuses the question */
    int bytes = WideCharToMultiByte(CP_ACP, 0, text, -1, NULL, 0, NULL, NULL);
    char *converted = allocate(bytes);
    WideCharToMultiByte(CP_ACP, utf8 ? 0 : WC_NO_BEST_FIT_CHARS, text, -1, converted, bytes, NULL, utf8 ? NULL : &lost);
    if (lost) fail(L"%ls\nhas characters that this version of Windows cannot pass to Java. Windows 10 1903 or later can.",
        L"%ls\n含有此版本的 Windows 无法传给 Java 的字符；Windows 10 1903 及更高版本可以。", text);
    return converted;
}

static wchar_t *from_utf8(const char *text) {
    int length = MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, text, -1, NULL, 0);
    if (length == 0) fail(L"app\\%ls.cfg is not UTF-8.",
        L"app\\%ls.cfg 不是 UTF-8 编码。", name);
    wchar_t *converted = allocate(length * sizeof *converted);
    MultiByteToWideChar(CP_UTF8, 0, text, -1, converted, length);
    return converted;
}

static void add(Words *words, wchar_t *word) {
    if (words->count == MAX_WORDS) fail(L"app\\%ls.cfg has more than %d values of one kind.",
        L"app\\%ls.cfg 中同一种值超过 %d 个。", name, MAX_WORDS);
    words->word[words->count++] = word;
}

static wchar_t *joined(const wchar_t *first, const wchar_t *second, const wchar_t *third) {
    wchar_t *text = allocate((wcslen(first) + wcslen(second) + wcslen(third) + 1) * sizeof *text);
    return wcscat(wcscat(wcscpy(text, first), second), third);
}

/* Replaces jpackage's variables. */
static wchar_t *expanded(wchar_t *value) {
    static const wchar_t *variable[] = {L"$APPDIR", L"$BINDIR", L"$ROOTDIR"};
    const wchar_t *folder[] = {joined(root, L"\\app", L""), root, root};
    for (int i = 0; i < 3; i++) {
        wchar_t *found;
        size_t done = 0; /* what was put in is not searched again: a folder's name may hold a variable's */
        while ((found = wcsstr(value + done, variable[i]))) {
            *found = 0;
            done = (found - value) + wcslen(folder[i]);
            value = joined(value, folder[i], found + wcslen(variable[i]));
        }
    }
    return value;
}

static char *read_file(const wchar_t *path) {
    FILE *file = _wfopen(path, L"rb");
    if (!file) fail(L"%ls\ncannot be read. Please install Faster-Vox again.",
        L"%ls\n无法读取。请重新安装 Faster-Vox。", path);
    fseek(file, 0, SEEK_END);
    long bytes = ftell(file);
    rewind(file);
    char *text = allocate(bytes + 1);
    if (fread(text, 1, bytes, file) != (size_t)bytes) fail(L"%ls\ncannot be read.",
        L"%ls\n无法读取。", path);
    fclose(file);
    return text;
}

static Config read_config(void) {
    Config config = {0};
    wchar_t *path = joined(root, L"\\app\\", joined(name, L".cfg", L""));
    char section[64] = "";
    for (char *line = strtok(read_file(path), "\r\n"); line; line = strtok(NULL, "\r\n")) {
        if (*line == '[') {
            _snprintf(section, sizeof section - 1, "%s", line);
            continue;
        }
        char *equals = strchr(line, '=');
        if (!equals) continue;
        *equals = 0;
        wchar_t *value = expanded(from_utf8(equals + 1));
        if (!strcmp(section, "[Application]")) {
            if (!strcmp(line, "app.mainclass")) config.main_class = value;
            else if (!strcmp(line, "app.mainjar") || !strcmp(line, "app.classpath")) add(&config.class_path, value);
            else if (!strcmp(line, "app.mainmodule")) fail(L"%ls\nnames a module; this launcher starts classes only.",
                L"%ls\n指定了模块；此启动器只能启动类。", path);
        } else if (!strcmp(section, "[JavaOptions]") && !strcmp(line, "java-options")) {
            add(&config.java_options, value);
        } else if (!strcmp(section, "[ArgOptions]") && !strcmp(line, "arguments")) {
            add(&config.arguments, value);
        }
    }
    if (!config.main_class || !config.class_path.count) fail(L"%ls\nnames no main class or no class path.",
        L"%ls\n没有指定主类或类路径。", path);
    return config;
}

static wchar_t *class_path_option(const Words *entries) {
    wchar_t *option = L"-Djava.class.path=";
    for (int i = 0; i < entries->count; i++) option = joined(option, i ? L";" : L"", entries->word[i]);
    return option;
}

#ifdef LAUNCHER_GUI
static void JNICALL exit_with_zero(jint code) {
    (void)code;
    ExitProcess(0);
}
#endif

static JavaVM *start_java(const Config *config, JNIEnv **env) {
    /* Java's libraries find each other by their full paths, but the C runtime by its name: what is loaded is found. Not
       by SetDefaultDllDirectories, with which JNA cannot load a system library by name (Wine: "Invalid parameter"). */
    static const wchar_t *c_runtime[] = {L"vcruntime140.dll", L"vcruntime140_1.dll", L"msvcp140.dll"};
    wchar_t *bin = joined(root, L"\\runtime\\bin\\", L"");
    SetDllDirectoryW(L""); /* not from the current folder */
    for (int i = 0; i < 3; i++) LoadLibraryW(joined(bin, c_runtime[i], L"")); /* a missing one shows at jvm.dll */
    wchar_t *path = joined(bin, L"server\\jvm.dll", L"");
    HMODULE jvm = LoadLibraryW(path);
    if (!jvm) fail(L"%ls\ncannot be loaded (Windows error %lu). Please install Faster-Vox again.",
        L"%ls\n无法加载（Windows 错误 %lu）。请重新安装 Faster-Vox。", path, GetLastError());
    jint(JNICALL *create)(JavaVM **, void **, void *) =
        (jint(JNICALL *)(JavaVM **, void **, void *))(void *)GetProcAddress(jvm, "JNI_CreateJavaVM");
    if (!create) fail(L"%ls\nis not a Java runtime.",
        L"%ls\n不是 Java 运行时。", path);

    JavaVMOption options[MAX_WORDS + 3] = {0};
    int count = 0;
    wchar_t *exe = joined(root, L"\\", joined(name, L".exe", L""));
    options[count++].optionString = to_jvm(class_path_option(&config->class_path));
    options[count++].optionString = to_jvm(joined(L"-Djpackage.app-path=", exe, L""));
    for (int i = 0; i < config->java_options.count; i++) options[count++].optionString = to_jvm(config->java_options.word[i]);
#ifdef LAUNCHER_GUI
    options[count].optionString = "exit";
    options[count++].extraInfo = (void *)exit_with_zero;
#endif
    JavaVMInitArgs init = {JNI_VERSION_10, count, options, JNI_FALSE};
    JavaVM *vm;
    jint result = create(&vm, (void **)env, &init);
    if (result != JNI_OK) fail(L"Java does not start (error %ld). The options are in app\\%ls.cfg.",
        L"Java 无法启动（错误 %ld）。启动选项在 app\\%ls.cfg 中。", (long)result, name);
    return vm;
}

/* Calls main; says whether it came back without an exception. */
static BOOL call_main(JNIEnv *env, const Config *config, int count, wchar_t *const *words) {
    wchar_t *slashed = joined(config->main_class, L"", L"");
    for (wchar_t *c = slashed; *c; c++)
        if (*c == L'.') *c = L'/';
    jclass main_class = (*env)->FindClass(env, to_jvm(slashed));
    jmethodID main_method = main_class ? (*env)->GetStaticMethodID(env, main_class, "main", "([Ljava/lang/String;)V") : NULL;
    jclass string = main_method ? (*env)->FindClass(env, "java/lang/String") : NULL;
    jobjectArray arguments = string ? (*env)->NewObjectArray(env, count, string, NULL) : NULL;
    for (int i = 0; arguments && i < count; i++) {
        jstring word = (*env)->NewString(env, (const jchar *)words[i], (jsize)wcslen(words[i]));
        if (!word) break;
        (*env)->SetObjectArrayElement(env, arguments, i, word);
        (*env)->DeleteLocalRef(env, word);
    }
    if (!(*env)->ExceptionCheck(env)) (*env)->CallStaticVoidMethod(env, main_class, main_method, arguments);
    if (!(*env)->ExceptionCheck(env)) return TRUE;
    (*env)->ExceptionDescribe(env);
    return FALSE;
}

static void locate(void) {
    if (GetModuleFileNameW(NULL, root, LONG_PATH) == LONG_PATH) fail(L"The program's path is too long.",
        L"程序的路径过长。");
    wchar_t *file = wcsrchr(root, L'\\');
    *file++ = 0;
    _snwprintf(name, MAX_PATH - 1, L"%ls", file);
    wchar_t *extension = wcsrchr(name, L'.');
    if (extension) *extension = 0;
}

int main(void) {
    locate();
    Config config = read_config();
    int count;
    wchar_t **command_line = CommandLineToArgvW(GetCommandLineW(), &count);
    if (!command_line) fail(L"The command line cannot be read.",
        L"无法读取命令行。");
    BOOL given = count > 1;
    JNIEnv *env;
    JavaVM *vm = start_java(&config, &env);
    BOOL returned = call_main(env, &config, given ? count - 1 : config.arguments.count, given ? command_line + 1 : config.arguments.word);
    (*vm)->DestroyJavaVM(vm); /* waits for the other threads */
#ifdef LAUNCHER_GUI
    returned = TRUE;
#endif
    return returned ? 0 : 1;
}

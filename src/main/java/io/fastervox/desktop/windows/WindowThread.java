package io.fastervox.desktop.windows;

import com.sun.jna.CallbackReference;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.Kernel32;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A window that nobody sees, and the thread that made it and pumps its messages: hotkeys, clipboards and broadcasts belong to
 * a window, and a window to a thread.
 */
final class WindowThread implements AutoCloseable {
    /** Wait for a message however long it takes. */
    static final int FOREVER = -1;

    private static final Logger log = LoggerFactory.getLogger(WindowThread.class);
    private static final int WM_CLOSE = 0x0010;
    private static final int WM_APP = 0x8000;
    private static final int ERROR_INVALID_WINDOW_HANDLE = 1400;
    private static final long HWND_MESSAGE = -3;
    private static final int QS_ALLINPUT = 0x04FF;
    private static final int MWMO_INPUTAVAILABLE = 4;
    private static final int PM_REMOVE = 1;
    /** {@code sizeof(WNDCLASSEXW)} and {@code sizeof(MSG)} in 64-bit Windows. */
    private static final int CLASS_BYTES = 80;

    private static final int MESSAGE_BYTES = 48;
    private static final int JOIN_SECONDS = 5;
    private static final int LOOK_SECONDS = 1;

    /** Answers a message. Called on the window's thread. */
    @FunctionalInterface
    interface Answer {
        long to(long wParam, long lParam);
    }

    private final String windowClass;
    private final boolean broadcasts;
    private final IntSupplier idle;
    private final Map<Integer, Answer> answers = new ConcurrentHashMap<>();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Long> window = new CompletableFuture<>();
    private final WindowFunctions.Procedure procedure = this::answer;
    private final Thread thread;
    private volatile boolean closed;

    private WindowThread(String windowClass, boolean broadcasts, IntSupplier idle) {
        this.windowClass = windowClass;
        this.broadcasts = broadcasts;
        this.idle = idle;
        thread = new Thread(this::live, windowClass);
        thread.setDaemon(true);
    }

    /**
     * Makes window and thread.
     *
     * @param broadcasts whether the window gets what is sent to all windows: power, end of the session
     * @param idle called on the thread before each wait; says for how many milliseconds at most, or {@link #FOREVER}
     * @throws WindowsException when there is no desktop for a window
     */
    static WindowThread start(String windowClass, boolean broadcasts, IntSupplier idle) throws WindowsException {
        WindowThread started = new WindowThread(windowClass, broadcasts, idle);
        started.thread.start();
        try {
            started.window.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof WindowsException failure) {
                throw failure;
            }
            throw e;
        }
        return started;
    }

    /** The answer to a message from now on. */
    void on(int message, Answer answer) {
        answers.put(message, answer);
    }

    long window() {
        return window.join();
    }

    /** Runs a task on the thread and waits for its result. On the thread itself it runs at once. */
    <T> T call(Callable<T> task) throws WindowsException {
        FutureTask<T> future = new FutureTask<>(task);
        if (Thread.currentThread() == thread) {
            future.run();
        } else if (closed) {
            throw new WindowsException("PostMessageW", ERROR_INVALID_WINDOW_HANDLE);
        } else {
            post(future);
        }
        return result(future);
    }

    private <T> T result(Future<T> future) throws WindowsException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get(LOOK_SECONDS, TimeUnit.SECONDS);
                } catch (TimeoutException e) {
                    if (!thread.isAlive() && !future.isDone()) { // it came too late
                        throw new WindowsException("PostMessageW", ERROR_INVALID_WINDOW_HANDLE);
                    }
                } catch (InterruptedException e) {
                    interrupted = true; // the window's thread does not stop half way, so neither does its caller
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof WindowsException failure) {
                        throw failure;
                    }
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Runs a task on the thread, some time soon; never when the window is closed. */
    void post(Runnable task) {
        tasks.add(task);
        WindowFunctions.USER32.PostMessageW(window(), WM_APP, 0, 0);
    }

    /** On the thread only: answers the messages that are there or come within this time. */
    void pump(int milliseconds) {
        WindowFunctions.USER32.MsgWaitForMultipleObjectsEx(0, null, milliseconds, QS_ALLINPUT, MWMO_INPUTAVAILABLE);
        try (Memory message = new Memory(MESSAGE_BYTES)) {
            while (WindowFunctions.USER32.PeekMessageW(message, 0, 0, 0, PM_REMOVE)) {
                WindowFunctions.USER32.DispatchMessageW(message);
            }
        }
    }

    private void live() {
        try {
            window.complete(create());
        } catch (WindowsException | RuntimeException | LinkageError e) {
            window.completeExceptionally(e);
            return;
        }
        while (!closed) {
            runTasks();
            if (!closed) {
                pump(idle.getAsInt());
            }
        }
        runTasks(); // somebody may wait for one
        WindowFunctions.USER32.DestroyWindow(window());
        WindowFunctions.USER32.UnregisterClassW(new WString(windowClass), instance());
    }

    private void runTasks() {
        for (@Nullable Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            try {
                task.run();
            } catch (RuntimeException
                    | LinkageError e) { // of one that was posted: nobody waits for it, but for the next ones
                log.error("a task of the window's thread failed", e);
            }
        }
    }

    private static long instance() {
        return Pointer.nativeValue(Kernel32.INSTANCE.GetModuleHandle(null).getPointer());
    }

    private long create() throws WindowsException {
        try (Memory name = new Memory(2L * (windowClass.length() + 1));
                Memory description = new Memory(CLASS_BYTES)) {
            name.setWideString(0, windowClass);
            description.clear();
            description.setInt(0, CLASS_BYTES);
            description.setPointer(8, CallbackReference.getFunctionPointer(procedure));
            description.setLong(24, instance());
            description.setPointer(64, name);
            if (WindowFunctions.USER32.RegisterClassExW(description) == 0) {
                throw new WindowsException("RegisterClassExW", Native.getLastError());
            }
        }
        long made = WindowFunctions.USER32.CreateWindowExW(
                0,
                new WString(windowClass),
                new WString(windowClass),
                0,
                0,
                0,
                0,
                0,
                broadcasts ? 0 : HWND_MESSAGE,
                0,
                instance(),
                null);
        if (made == 0) {
            throw new WindowsException("CreateWindowExW", Native.getLastError());
        }
        return made;
    }

    private long answer(long receiver, int message, long wParam, long lParam) {
        @Nullable Answer answer = answers.get(message);
        try {
            if (answer != null) {
                return answer.to(wParam, lParam);
            }
        } catch (RuntimeException e) { // the edge to Windows, which knows no exceptions
            log.error("{}: message {} could not be answered", windowClass, message, e);
            return 0;
        }
        // By itself Windows would destroy the window.
        return message == WM_CLOSE ? 0 : WindowFunctions.USER32.DefWindowProcW(receiver, message, wParam, lParam);
    }

    /** Destroys the window. Tasks that were posted before still run. */
    @Override
    public void close() {
        if (Thread.currentThread() == thread) {
            closed = true;
            return;
        }
        post(() -> closed = true);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(JOIN_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

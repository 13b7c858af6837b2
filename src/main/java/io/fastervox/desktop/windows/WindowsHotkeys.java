package io.fastervox.desktop.windows;

import com.sun.jna.Native;
import io.fastervox.desktop.Hotkeys;
import io.fastervox.desktop.Session;
import io.fastervox.desktop.SessionEvent;
import io.fastervox.desktop.Shortcut;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hotkeys by {@code RegisterHotKey}, on a window and a thread of their own. No hook: nothing of ours stands between a person's
 * keys and their programs. Windows tells only of the press, so a held key is looked at every {@value #LOOK} ms.
 *
 * <p>Presses are told on another thread: whoever hears of one may wait for somebody who waits for the window's thread.
 *
 * <p>While a key is held it is taken with fewer modifiers too; otherwise somebody who lets go of Ctrl first would write what the
 * key repeats.
 */
public final class WindowsHotkeys implements Hotkeys {
    private static final Logger log = LoggerFactory.getLogger(WindowsHotkeys.class);
    private static final String WINDOW = "FasterVoxHotkeys";
    private static final int WM_HOTKEY = 0x0312;
    private static final int MOD_NOREPEAT = 0x4000;
    private static final int ERROR_HOTKEY_ALREADY_REGISTERED = 1409;
    private static final int LOOK = 12;
    private static final long SELF_TEST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int SELF_TEST_ID = HotkeyIds.HIGHEST;

    private static final Set<SessionEvent> BACK =
            Set.of(SessionEvent.RESUMED, SessionEvent.UNLOCKED, SessionEvent.SWITCHED_BACK);
    private static final Set<SessionEvent> GONE =
            Set.of(SessionEvent.SUSPENDING, SessionEvent.LOCKED, SessionEvent.SWITCHED_AWAY);

    /** Tests let Windows forget what is registered here. */
    final WindowThread thread;

    private final ExecutorService teller = Executors.newSingleThreadExecutor(task -> {
        Thread telling = new Thread(task, "hotkey presses");
        telling.setDaemon(true);
        return telling;
    });
    /** All below: the window's thread only. */
    private final Map<Integer, Bound> bound = new HashMap<>();

    private final HotkeyIds ids = new HotkeyIds();
    private boolean selfTestHeard;

    /** A shortcut that is ours. */
    private record Bound(int id, Shortcut shortcut, Presses presses, HeldKey key, List<Integer> guards) {}

    /**
     * Makes the window.
     *
     * @param session tells when shortcuts have to be registered again
     * @throws WindowsException when there is no desktop
     */
    public WindowsHotkeys(Session session) throws WindowsException {
        thread = WindowThread.start(WINDOW, false, this::look);
        thread.on(WM_HOTKEY, (id, keys) -> {
            heard((int) id);
            return 0;
        });
        session.listen(event -> {
            if (BACK.contains(event)) {
                thread.post(this::rearm);
            } else if (GONE.contains(event)) {
                thread.post(this::letAllGo);
            }
        });
    }

    @Override
    public Registration register(Shortcut shortcut, Presses presses) {
        try {
            return thread.call(() -> bind(shortcut, presses));
        } catch (WindowsException e) {
            return new Registration.Refused(shortcut, String.valueOf(e.getMessage()));
        }
    }

    private Registration bind(Shortcut shortcut, Presses presses) {
        if (find(shortcut).isPresent()) {
            return new Registration.Taken(shortcut);
        }
        int id = ids.take();
        Registration state = registerNatively(id, shortcut);
        if (state instanceof Registration.Active) {
            bound.put(id, new Bound(id, shortcut, presses, new HeldKey(), new ArrayList<>()));
        } else {
            ids.giveBack(id);
        }
        return state;
    }

    private Registration registerNatively(int id, Shortcut shortcut) {
        int flags = VirtualKeys.flags(shortcut) | MOD_NOREPEAT;
        if (WindowFunctions.USER32.RegisterHotKey(thread.window(), id, flags, VirtualKeys.of(shortcut.key()))) {
            return new Registration.Active(shortcut);
        }
        int code = Native.getLastError();
        log.info("RegisterHotKey failed with {} for {}", code, shortcut);
        return code == ERROR_HOTKEY_ALREADY_REGISTERED
                ? new Registration.Taken(shortcut)
                : new Registration.Refused(
                        shortcut, String.valueOf(new WindowsException("RegisterHotKey", code).getMessage()));
    }

    private Optional<Bound> find(Shortcut shortcut) {
        return bound.values().stream()
                .filter(one -> one.shortcut.equals(shortcut))
                .findFirst();
    }

    @Override
    public void unregister(Shortcut shortcut) {
        try {
            thread.call(() -> {
                find(shortcut).ifPresent(one -> {
                    bound.remove(one.id);
                    lift(one);
                    leave(one.id);
                });
                return true;
            });
        } catch (WindowsException e) {
            log.warn("{} stays registered: {}", shortcut, e.getMessage());
        }
    }

    private void heard(int id) {
        if (id == SELF_TEST_ID) {
            selfTestHeard = true;
        }
        Optional.ofNullable(bound.get(id)).filter(one -> one.key.press()).ifPresent(one -> {
            guard(one);
            teller.execute(one.presses::pressed);
        });
    }

    /** Takes the key also with fewer modifiers, as long as it is held. What another program has stays with it. */
    private void guard(Bound one) {
        for (Shortcut guard : one.shortcut.whileHeld(one.shortcut.key())) {
            if (find(guard).isPresent()) {
                continue;
            }
            int id = ids.take();
            if (registerNatively(id, guard) instanceof Registration.Active) {
                one.guards.add(id);
            } else {
                ids.giveBack(id);
            }
        }
    }

    private void lift(Bound one) {
        one.guards.forEach(this::leave);
        one.guards.clear();
    }

    private void leave(int id) {
        WindowFunctions.USER32.UnregisterHotKey(thread.window(), id);
        ids.giveBack(id);
    }

    /** Looks at the keys that are held; nothing is done, and nobody wakes up, while none is. */
    private int look() {
        long now = System.nanoTime();
        boolean held = false;
        for (Bound one : List.copyOf(bound.values())) {
            if (one.key.look(Keyboard.isDown(VirtualKeys.of(one.shortcut.key())), now)) {
                released(one);
            }
            held |= one.key.isHeld();
        }
        return held ? LOOK : WindowThread.FOREVER;
    }

    private void released(Bound one) {
        lift(one);
        teller.execute(one.presses::released);
    }

    /** Where the keyboard belongs to somebody else, a key-up is never seen. */
    private void letAllGo() {
        List.copyOf(bound.values()).stream().filter(one -> one.key.letGo()).forEach(this::released);
    }

    private void rearm() {
        letAllGo();
        Keyboard.releaseModifiers();
        for (Bound one : List.copyOf(bound.values())) {
            WindowFunctions.USER32.UnregisterHotKey(thread.window(), one.id);
            Registration state = registerNatively(one.id, one.shortcut);
            if (!(state instanceof Registration.Active)) {
                bound.remove(one.id);
                ids.giveBack(one.id);
                teller.execute(() -> one.presses.lost(state));
            }
        }
        log.info("{} shortcuts are registered again", bound.size());
    }

    /**
     * With a function key that keyboards have not had for decades. Nobody else sees it: it is registered while it is pressed.
     * With a modifier it were another shortcut.
     */
    @Override
    public SelfTest selfTest() {
        try {
            return thread.call(() -> {
                if (!Keyboard.modifiersDown().isEmpty()) {
                    return SelfTest.NOT_TRIED;
                }
                for (int key = VirtualKeys.F24; key > VirtualKeys.F24 - 4; key--) {
                    if (WindowFunctions.USER32.RegisterHotKey(thread.window(), SELF_TEST_ID, MOD_NOREPEAT, key)) {
                        return press(key);
                    }
                }
                return SelfTest.NOT_TRIED;
            });
        } catch (WindowsException e) {
            return SelfTest.NOT_TRIED;
        }
    }

    private SelfTest press(int key) {
        selfTestHeard = false;
        try {
            if (!Keyboard.send(List.of(Keyboard.Stroke.down(key), Keyboard.Stroke.up(key)))) {
                return SelfTest.NOT_TRIED; // the keyboard belongs to another desktop
            }
            long start = System.nanoTime();
            while (!selfTestHeard && System.nanoTime() - start < SELF_TEST_NANOS) {
                thread.pump(LOOK);
            }
            return selfTestHeard ? SelfTest.HEARD : SelfTest.NOT_HEARD;
        } finally {
            WindowFunctions.USER32.UnregisterHotKey(thread.window(), SELF_TEST_ID);
        }
    }

    /** The system takes back what is registered when the window goes. */
    @Override
    public void close() {
        thread.close();
        teller.shutdown();
    }
}

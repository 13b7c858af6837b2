package io.fastervox.desktop.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.AccCtrl;
import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.ptr.PointerByReference;
import io.fastervox.desktop.LocalEndpoint;
import io.fastervox.desktop.LocalEndpointContract;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("windows")
@EnabledOnOs(OS.WINDOWS)
@DisplayName("R6: a named pipe of this user's processes")
class PipeEndpointTest extends LocalEndpointContract {
    private static final String ANOTHER = "S-1-5-21-1-2-3-1002";

    private final String name = "Faster-Vox-test-" + UUID.randomUUID();

    @Override
    protected LocalEndpoint endpoint() throws WindowsException {
        return new PipeEndpoint(name);
    }

    /** Wine has one user: the system tells of another one here. */
    @Test
    void anotherUsersProcessIsRefused() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        LocalEndpoint served = new PipeEndpoint(
                name,
                PipeFunctions.KERNEL32,
                process -> looks.getAndIncrement() == 0 ? ANOTHER : CurrentUser.sidOf(process));
        try (LocalEndpoint.Listener listener = served.listen()) {
            FutureTask<LocalEndpoint.Channel> accepting = beside(listener::accept);
            try (LocalEndpoint.Channel refused = endpoint().connect(SOON)) {
                assertThrows(EOFException.class, () -> refused.read(1, SOON));
            }
            assertTakesOne(accepting);
        }
    }

    @Test
    void aListenerThatIsAnotherUsersIsNotSpokenTo() throws IOException {
        LocalEndpoint wary = new PipeEndpoint(name, PipeFunctions.KERNEL32, process -> ANOTHER);
        try (LocalEndpoint.Listener listener = endpoint().listen()) {
            IOException refusal = assertThrows(IOException.class, () -> wary.connect(SOON), listener.toString());
            assertEquals("another user at the pipe", refusal.getMessage());
        }
    }

    @Test
    void itsUserAloneMayOpenIt() throws Exception {
        try (LocalEndpoint.Listener listener = endpoint().listen();
                Pipe opened = (Pipe) endpoint().connect(SOON)) {
            PointerByReference rights = new PointerByReference();
            PointerByReference descriptor = new PointerByReference();
            int error = Advapi32.INSTANCE.GetSecurityInfo(
                    opened.handle(),
                    AccCtrl.SE_OBJECT_TYPE.SE_KERNEL_OBJECT,
                    WinNT.DACL_SECURITY_INFORMATION,
                    null,
                    null,
                    rights,
                    null,
                    descriptor);
            assertEquals(0, error, listener.toString());
            try {
                assertEquals(List.of("allowed " + CurrentUser.sid()), entries(rights.getValue()));
            } finally {
                Kernel32.INSTANCE.LocalFree(descriptor.getValue());
            }
        }
    }

    private static List<String> entries(Pointer list) {
        return Stream.of(new WinNT.ACL(list).getACEs())
                .map(entry -> entry instanceof WinNT.ACCESS_ALLOWED_ACE allowed
                        ? "allowed " + allowed.getSidString()
                        : entry.toString())
                .toList();
    }

    @Test
    void aListenerGoesOnWhenAnInstanceCouldNotBeMade() throws Exception {
        try (LocalEndpoint.Listener listener =
                new PipeEndpoint(name, withoutTheSecondInstance(), CurrentUser::sidOf).listen()) {
            FutureTask<LocalEndpoint.Channel> failing = beside(listener::accept);
            try (LocalEndpoint.Channel unlucky = endpoint().connect(SOON)) {
                assertThrows(EOFException.class, () -> unlucky.read(1, SOON));
            }
            assertThrows(ExecutionException.class, () -> failing.get(20, TimeUnit.SECONDS));
            FutureTask<LocalEndpoint.Channel> accepting = beside(listener::accept);
            while (!isHeard()) {
                Thread.onSpinWait();
            }
            assertTakesOne(accepting);
        }
    }

    private boolean isHeard() throws WindowsException {
        return PipeFunctions.KERNEL32.WaitNamedPipeW(PipeEndpoint.whole(name), 1);
    }

    private static PipeFunctions withoutTheSecondInstance() {
        AtomicInteger instances = new AtomicInteger();
        return (PipeFunctions) Proxy.newProxyInstance(
                PipeFunctions.class.getClassLoader(),
                new Class<?>[] {PipeFunctions.class},
                (proxy, function, arguments) ->
                        function.getName().equals("CreateNamedPipeW") && instances.incrementAndGet() == 2
                                ? WinBase.INVALID_HANDLE_VALUE
                                : function.invoke(PipeFunctions.KERNEL32, arguments));
    }

    private void assertTakesOne(FutureTask<LocalEndpoint.Channel> accepting) throws Exception {
        try (LocalEndpoint.Channel own = endpoint().connect(SOON);
                LocalEndpoint.Channel accepted = accepting.get(20, TimeUnit.SECONDS)) {
            own.write(new byte[] {7}, SOON);
            assertEquals(7, accepted.read(1, SOON)[0]);
        }
    }
}

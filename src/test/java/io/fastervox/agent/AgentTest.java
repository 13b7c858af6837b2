package io.fastervox.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.config.Settings;
import io.fastervox.desktop.headless.HeadlessTray;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentTest {
    private Throwable failure = new IllegalStateException("no folder");
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final HeadlessTray<Command> tray = new HeadlessTray<>();
    private final Work work = (Work) Proxy.newProxyInstance(
            Work.class.getClassLoader(), new Class<?>[] {Work.class}, (proxy, method, arguments) -> {
                heard.add(method.getName());
                if (method.getName().equals("openDataFolder")) {
                    throw failure;
                }
                return null;
            });
    private final Agent agent = new Agent(
            AgentState.starting(Settings.DEFAULTS, Locale.ENGLISH, true),
            tray,
            new AgentPorts(balloon -> heard.add(balloon.text()), Windows.NONE, work),
            System::nanoTime);

    @AfterEach
    void end() {
        agent.close();
    }

    private List<String> next(int count) throws InterruptedException {
        List<String> words = new java.util.ArrayList<>();
        for (int i = 0; i < count; i++) {
            words.add(String.valueOf(heard.poll(10, TimeUnit.SECONDS)));
        }
        return words;
    }

    @Test
    void eventsAreServedInOrderOnItsOwnThread() throws Exception {
        agent.start();
        agent.post(new Report.Started(List.of()));
        agent.post(new Report.Prepared(new Ready("base", "cpu", "int8")));
        agent.post(new Command.Dictate());
        agent.post(new Command.Quit());

        assertEquals(List.of("apply", "setUp", "startDictation", "quit"), next(4));
        assertEquals("Faster-Vox: Ready", tray.view().orElseThrow().tooltip());
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, NoClassDefFoundError.class, StackOverflowError.class})
    void anEventThatFailsIsToldAndTheNextOneIsServed(Class<? extends Throwable> kind) throws Exception {
        failure = kind.getConstructor(String.class).newInstance("no folder");
        agent.start();
        agent.post(new Command.OpenFolder());
        agent.post(new Command.Quit());

        String told = "Something went wrong inside Faster-Vox: " + kind.getName() + ": no folder [FV100]\n"
                + "Please try again. If it happens again, send the newest file of the folder logs,"
                + " to which “Open the data folder” in the menu leads.";
        assertEquals(List.of("openDataFolder", told, "quit"), next(3));
    }

    @Test
    void whereTheTextOfADictationWentIsSaidEachTime() throws Exception {
        Report left = new Report.Inserted(new Dictated("text"), Optional.of("insertion.kept"));
        agent.start();
        agent.post(left);
        agent.post(left);

        String told =
                "The text could be neither inserted nor put on the clipboard. It is in the menu under “Copy again”.";
        assertEquals(List.of(told, told), next(2));
    }

    @Test
    void whoDictatesIsToldToThoseWhoMustMakeWay() throws Exception {
        agent.start();
        agent.post(new Report.Moved(Activity.RECORDING));
        agent.post(new Report.Moved(Activity.TRANSCRIBING));
        agent.post(new Report.Moved(Activity.NONE));
        agent.post(new Command.Quit());

        assertEquals(List.of("dictating", "dictating", "quit"), next(3));
    }

    @Test
    void closedItEnds() throws Exception {
        agent.start();
        agent.close();
        agent.awaitEnd();

        assertEquals(List.of(), List.copyOf(heard));
    }
}

package io.fastervox.agent;

import io.fastervox.config.Settings;
import io.fastervox.desktop.Balloon;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Something that a transition wants done. */
public sealed interface Effect {
    void in(AgentPorts ports);

    /** What needs no further word. */
    enum Order implements Effect {
        END_SET_UP(Work::endSetUp),
        START_DICTATION(Work::startDictation),
        FINISH_DICTATION(Work::finishDictation),
        CANCEL_DICTATION(Work::cancelDictation),
        TRANSCRIBE_CLIPBOARD(Work::transcribeClipboard),
        OPEN_DATA_FOLDER(Work::openDataFolder),
        OPEN_MICROPHONE_PRIVACY(Work::openMicrophonePrivacy),
        QUIT(Work::quit);

        private final transient Consumer<Work> order;

        Order(Consumer<Work> order) {
            this.order = order;
        }

        @Override
        public void in(AgentPorts ports) {
            order.accept(ports.work());
        }
    }

    record StartSetUp(Settings settings) implements Effect {
        @Override
        public void in(AgentPorts ports) {
            ports.work().setUp(settings);
        }
    }

    record TryAgainAfter(Duration pause, int failures) implements Effect {
        @Override
        public void in(AgentPorts ports) {
            ports.work().tryAgainAfter(pause, failures);
        }
    }

    record Save(Settings settings) implements Effect {
        @Override
        public void in(AgentPorts ports) {
            ports.work().save(settings);
        }
    }

    record Apply(Settings settings) implements Effect {
        @Override
        public void in(AgentPorts ports) {
            ports.work().apply(settings);
        }
    }

    record TranscribeFiles(List<Path> recordings) implements Effect {
        @Override
        public void in(AgentPorts ports) {
            ports.work().transcribe(recordings);
        }
    }

    record Copy(Dictated text) implements Effect {
        @Override
        public void in(AgentPorts ports) {
            ports.work().copy(text.text());
        }
    }

    record Listen(boolean on) implements Effect {
        @Override
        public void in(AgentPorts ports) {
            ports.work().listen(on);
        }
    }

    record Show(Windows.Window window) implements Effect {
        @Override
        public void in(AgentPorts ports) {
            ports.windows().show(window);
        }
    }

    record Tell(Balloon balloon) implements Effect {
        @Override
        public void in(AgentPorts ports) {
            ports.notifier().show(balloon);
        }
    }
}

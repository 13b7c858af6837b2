package io.fastervox.agent;

import io.fastervox.audio.Recording;
import io.fastervox.config.Settings;
import io.fastervox.desktop.Balloon;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Something that a transition wants done. */
public sealed interface Effect {
    void in(AgentPorts ports);

    /** What needs no further word. */
    enum Order implements Effect {
        END_SET_UP,
        START_DICTATION,
        FINISH_DICTATION,
        CANCEL_DICTATION,
        HEAR_AGAIN,
        FORGET,
        TRANSCRIBE_CLIPBOARD,
        OPEN_DATA_FOLDER,
        OPEN_MICROPHONE_PRIVACY,
        LOOK_AROUND,
        QUIT;

        @Override
        public void in(AgentPorts ports) {
            Work work = ports.work();
            switch (this) {
                case END_SET_UP -> work.endSetUp();
                case START_DICTATION -> work.startDictation();
                case FINISH_DICTATION -> work.finishDictation();
                case CANCEL_DICTATION -> work.cancelDictation();
                case HEAR_AGAIN -> work.hearAgain();
                case FORGET -> work.forget();
                case TRANSCRIBE_CLIPBOARD -> work.transcribeClipboard();
                case OPEN_DATA_FOLDER -> work.openDataFolder();
                case OPEN_MICROPHONE_PRIVACY -> work.openMicrophonePrivacy();
                case LOOK_AROUND -> work.lookAround();
                case QUIT -> work.quit();
            }
        }
    }

    record StartSetUp(Settings settings) implements Effect {
        @Override
        public void in(AgentPorts ports) {
            ports.work().setUp(settings);
        }
    }

    record Repair(Settings settings) implements Effect {
        @Override
        public void in(AgentPorts ports) {
            ports.work().repair(settings);
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

    record Apply(Settings settings, boolean paused) implements Effect {
        @Override
        public void in(AgentPorts ports) {
            ports.work().apply(settings, paused);
        }
    }

    record TranscribeFiles(List<Path> recordings) implements Effect {
        @Override
        public void in(AgentPorts ports) {
            ports.work().transcribe(recordings);
        }
    }

    record Autostart(boolean wanted) implements Effect {
        @Override
        public void in(AgentPorts ports) {
            ports.work().autostart(wanted);
        }
    }

    record ActOnFiles(FileJob.Action action, List<Integer> numbers) implements Effect {
        public ActOnFiles {
            numbers = List.copyOf(numbers);
        }

        @Override
        public void in(AgentPorts ports) {
            ports.work().actOn(action, numbers);
        }
    }

    /** What {@link Command.PauseFiles} says. */
    record PauseFiles(boolean on) implements Effect {
        @Override
        public void in(AgentPorts ports) {
            ports.work().pauseFiles(on);
        }
    }

    record Open(Path file) implements Effect {
        @Override
        public void in(AgentPorts ports) {
            ports.work().open(file);
        }
    }

    record Reveal(Path file) implements Effect {
        @Override
        public void in(AgentPorts ports) {
            ports.work().reveal(file);
        }
    }

    record OpenHelp(String page) implements Effect {
        @Override
        public void in(AgentPorts ports) {
            ports.work().openHelp(page);
        }
    }

    record TranscribeKept(Recording recording) implements Effect {
        @Override
        public void in(AgentPorts ports) {
            ports.work().transcribeKept(recording);
        }
    }

    record DiscardKept(List<Recording> recordings) implements Effect {
        public DiscardKept {
            recordings = List.copyOf(recordings);
        }

        @Override
        public void in(AgentPorts ports) {
            ports.work().discardKept(recordings);
        }
    }

    record Copy(Dictated text) implements Effect {
        @Override
        public void in(AgentPorts ports) {
            ports.work().copy(text.text());
        }
    }

    record PasteAgain(Dictated text) implements Effect {
        @Override
        public void in(AgentPorts ports) {
            ports.work().pasteAgain(text.text());
        }
    }

    record ChooseShortcut(boolean on) implements Effect {
        @Override
        public void in(AgentPorts ports) {
            ports.work().choosingShortcut(on);
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

    /** Tells of something that people did not ask for; not over and over. */
    record Tell(Balloon balloon) implements Effect {
        @Override
        public void in(AgentPorts ports) {
            ports.notifier().show(balloon);
        }
    }

    /** Tells what became of what a person has just done; each time. */
    record Answer(Balloon balloon) implements Effect {
        @Override
        public void in(AgentPorts ports) {
            ports.answers().show(balloon);
        }
    }
}

package io.fastervox.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.StringSelection;
import java.awt.datatransfer.Transferable;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JPanel;
import javax.swing.TransferHandler.TransferSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R28: recordings are dropped onto the window")
class DroppedFilesTest {
    private final List<List<String>> taken = new ArrayList<>();
    private final DroppedFiles dropped = new DroppedFiles(taken::add);

    private static TransferSupport of(Transferable what) {
        return new TransferSupport(new JPanel(), what);
    }

    /** @param files null when the other program has taken them back */
    private record Drag(@Nullable List<File> files) implements Transferable {
        @Override
        public DataFlavor[] getTransferDataFlavors() {
            return new DataFlavor[] {DataFlavor.javaFileListFlavor};
        }

        @Override
        public boolean isDataFlavorSupported(DataFlavor flavor) {
            return flavor.equals(DataFlavor.javaFileListFlavor);
        }

        @Override
        public Object getTransferData(DataFlavor flavor) throws UnsupportedFlavorException, IOException {
            if (files == null) {
                throw new IOException("gone");
            }
            return files;
        }
    }

    @Test
    void allAreTakenInTheirOrderThoseWithNamesThatAreNoPathsToo() {
        TransferSupport files = of(new Drag(List.of(new File("会议.mp3"), new File("bad\0.mp3"), new File("a.wav"))));

        assertEquals(
                List.of(true, true, List.of(List.of("会议.mp3", "bad\0.mp3", "a.wav"))),
                List.of(dropped.canImport(files), dropped.importData(files), taken));
    }

    @Test
    void whatIsNoFileOrWasTakenBackIsNotTaken() {
        TransferSupport text = of(new StringSelection("a.wav"));

        assertEquals(
                List.of(false, false, false, List.of()),
                List.of(
                        dropped.canImport(text),
                        dropped.importData(text),
                        dropped.importData(of(new Drag(null))),
                        taken));
    }
}

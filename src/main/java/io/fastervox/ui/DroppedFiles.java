package io.fastervox.ui;

import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.TransferHandler;

/** Takes the names of files that are dropped, which need be none that Java can use as a path. */
final class DroppedFiles extends TransferHandler {
    private static final long serialVersionUID = 1L;

    private final transient Consumer<List<String>> taker;

    DroppedFiles(Consumer<List<String>> taker) {
        this.taker = taker;
    }

    @Override
    public boolean canImport(TransferSupport support) {
        return support.isDataFlavorSupported(DataFlavor.javaFileListFlavor);
    }

    @Override
    public boolean importData(TransferSupport support) {
        try {
            List<?> files = (List<?>) support.getTransferable().getTransferData(DataFlavor.javaFileListFlavor);
            taker.accept(files.stream().map(file -> ((File) file).getPath()).toList());
            return true;
        } catch (UnsupportedFlavorException | IOException e) {
            return false; // the other program has taken it back
        }
    }
}

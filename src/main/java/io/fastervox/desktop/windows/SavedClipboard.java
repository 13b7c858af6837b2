package io.fastervox.desktop.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lay on the clipboard, to be put back byte for byte: everything that is memory. Windows makes the rest anew from it, such
 * as a bitmap's handle from its DIB. Lies outside Java's heap, until it is put back or freed.
 */
final class SavedClipboard {
    private static final Logger log = LoggerFactory.getLogger(SavedClipboard.class);
    /** Larger ones are not copied. */
    private static final long LARGEST = 64L << 20;

    /** CF_BITMAP, CF_METAFILEPICT, CF_PALETTE, CF_ENHMETAFILE and their private twins: handles of other things than memory. */
    private static final Set<Integer> HANDLES = Set.of(2, 3, 9, 14, 0x80, 0x81, 0x82, 0x83, 0x8E);

    /** CF_METAFILEPICT and CF_ENHMETAFILE: programs add them to texts and pictures, which say the same. */
    private static final Set<Integer> METAFILES = Set.of(3, 14);

    /** CF_DIB and CF_DIBV5: whichever comes first is what was put there, the other one is made from it. */
    private static final Set<Integer> PICTURES = Set.of(8, 17);

    /** CF_PRIVATEFIRST to CF_GDIOBJLAST: their owner alone knows what they are. */
    private static final int PRIVATE_FIRST = 0x200;

    private static final int PRIVATE_LAST = 0x3FF;

    private record Piece(int format, long memory) {}

    private final List<Piece> pieces = new ArrayList<>();
    private boolean complete = true;

    private SavedClipboard() {}

    /** Copies what is there. The clipboard must be open to be read. */
    static SavedClipboard of(OpenClipboard clipboard) {
        SavedClipboard saved = new SavedClipboard();
        List<Integer> formats = clipboard.formats();
        boolean picture = false;
        for (int format : formats) {
            boolean isPrivate = format >= PRIVATE_FIRST && format <= PRIVATE_LAST;
            if (HANDLES.contains(format) || isPrivate || (picture && PICTURES.contains(format))) {
                continue;
            }
            picture |= PICTURES.contains(format);
            saved.save(format, clipboard.get(format));
        }
        boolean drawing = formats.stream().anyMatch(METAFILES::contains)
                && !picture
                && !formats.contains(OpenClipboard.CF_UNICODETEXT);
        if (drawing || (saved.isEmpty() && !formats.isEmpty())) {
            log.info("the clipboard cannot be kept: its formats are {}", formats);
            saved.complete = false;
        }
        return saved;
    }

    private void save(int format, long memory) {
        long size = memory == 0 ? 0 : GlobalMemory.size(memory);
        if (size > LARGEST) {
            log.info("clipboard format {} with {} bytes is too large to be kept", format, size);
            complete = false;
        } else if (size > 0) {
            try {
                pieces.add(new Piece(format, GlobalMemory.copy(memory)));
            } catch (WindowsException e) {
                log.warn("clipboard format {} is not kept: {}", format, e.getMessage());
                complete = false;
            }
        }
    }

    /** Whether nothing would be lost if the clipboard were emptied now. */
    boolean isComplete() {
        return complete;
    }

    /** Puts everything back onto the open clipboard, which is emptied first. Nothing is left here. */
    void putBack(OpenClipboard clipboard) throws WindowsException {
        clipboard.empty();
        while (!pieces.isEmpty()) {
            Piece piece = pieces.remove(0);
            clipboard.put(piece.format, piece.memory);
        }
    }

    void free() {
        pieces.forEach(piece -> GlobalMemory.free(piece.memory));
        pieces.clear();
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }
}

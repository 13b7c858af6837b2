package io.fastervox.desktop.awt;

import io.fastervox.desktop.TrayIcon;
import java.awt.Image;
import java.awt.image.BaseMultiResolutionImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** The signs in the sizes that notification areas have, from 100 % to 300 %. */
final class TrayImages {
    private static final int[] SIZES = {16, 20, 24, 32, 40, 48};

    private TrayImages() {}

    static Image of(TrayIcon icon) {
        String name = icon.name().toLowerCase(Locale.ROOT);
        return new BaseMultiResolutionImage(IntStream.of(SIZES)
                .mapToObj(size -> image("tray-" + name + "-" + size + ".png"))
                .toArray(BufferedImage[]::new));
    }

    private static BufferedImage image(String file) {
        try (@Nullable InputStream stream = TrayImages.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("no " + file);
            }
            return ImageIO.read(stream);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }
}

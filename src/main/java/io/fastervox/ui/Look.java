package io.fastervox.ui;

import com.formdev.flatlaf.FlatLightLaf;
import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.awt.Image;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.swing.UIManager;
import org.jspecify.annotations.Nullable;

/** How our windows look. Nothing of it is loaded before the first window. */
final class Look {
    private static final List<String> CHINESE = List.of("Microsoft YaHei UI", "Microsoft YaHei", "WenQuanYi Micro Hei");
    private static final String SAMPLE = "设置";
    private static boolean ready;

    private Look() {}

    /** On the event thread, before any window. */
    static void prepare(Locale language) {
        if (!ready) {
            ready = true;
            System.setProperty("flatlaf.useNativeLibrary", "false"); // one DLL less to be stopped by virus scanners
            System.setProperty("flatlaf.useWindowDecorations", "false");
            FlatLightLaf.setup();
            UIManager.put("Popup.dropShadowPainted", false);
            UIManager.put("Component.arc", 6);
            UIManager.put("Button.arc", 6);
            UIManager.put("TextComponent.arc", 6);
            UIManager.put("ProgressBar.arc", 6);
        }
        useLettersOf(language);
    }

    /** The system's font has them on a Chinese system, and not always on others. */
    private static void useLettersOf(Locale language) {
        @Nullable Font font = UIManager.getFont("defaultFont");
        if (font == null || !language.getLanguage().equals("zh") || font.canDisplayUpTo(SAMPLE) < 0) {
            return;
        }
        List<String> families =
                List.of(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames());
        CHINESE.stream()
                .filter(families::contains)
                .findFirst()
                .ifPresent(family -> UIManager.put("defaultFont", new Font(family, font.getStyle(), font.getSize())));
    }

    /** The program's icon in the sizes that title bars and task bars have. */
    static List<Image> icons() {
        List<Image> icons = new ArrayList<>();
        for (int size : new int[] {16, 20, 24, 32, 40, 48}) {
            String file = "/io/fastervox/desktop/awt/tray-ready-" + size + ".png";
            try (@Nullable InputStream stream = Look.class.getResourceAsStream(file)) {
                if (stream != null) {
                    icons.add(ImageIO.read(stream));
                }
            } catch (IOException e) {
                throw new IllegalStateException("cannot read " + file, e);
            }
        }
        return icons;
    }
}

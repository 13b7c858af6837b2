package io.fastervox.desktop.awt;

import io.fastervox.desktop.Balloon;
import io.fastervox.desktop.Notifier;
import io.fastervox.desktop.Tray;
import io.fastervox.desktop.TrayView;
import java.awt.AWTException;
import java.awt.EventQueue;
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.Timer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tray by AWT, which puts the icon back by itself when Explorer has restarted. At log-on the program may be there before
 * the notification area is; it is asked again then.
 */
public final class AwtTray<C> implements Tray<C>, Notifier {
    private static final Logger LOG = LoggerFactory.getLogger(AwtTray.class);
    private static final int AGAIN_MILLIS = 2_000;
    private static final int TOOLTIP = 127;

    private final Consumer<C> chosen;
    private final C opened;
    private final Runnable beforeMenu;
    private final Map<io.fastervox.desktop.TrayIcon, java.awt.Image> images =
            new EnumMap<>(io.fastervox.desktop.TrayIcon.class);
    private Optional<TrayView<C>> wanted = Optional.empty();
    // On the event thread:
    private @Nullable TrayIcon icon;
    private @Nullable Timer again;
    private Optional<TrayView<C>> shown = Optional.empty();
    private boolean closed;

    /**
     * @param chosen hears what was chosen, on the event thread
     * @param opened what a double click or a click on a balloon means
     * @param beforeMenu is run on the event thread before the menu is drawn: whoever cares for the look of it does so there
     */
    public AwtTray(Consumer<C> chosen, C opened, Runnable beforeMenu) {
        this.beforeMenu = beforeMenu;
        this.chosen = chosen;
        this.opened = opened;
    }

    @Override
    public Presence show(TrayView<C> view) {
        if (!SystemTray.isSupported()) {
            return new Presence.Unsupported("this desktop has no notification area");
        }
        if (!wanted.equals(Optional.of(view))) {
            wanted = Optional.of(view);
            EventQueue.invokeLater(() -> draw(view));
        }
        return new Presence.Shown();
    }

    @Override
    public void show(Balloon balloon) {
        EventQueue.invokeLater(() -> {
            if (icon != null) {
                icon.displayMessage(
                        balloon.title(),
                        balloon.text(),
                        switch (balloon.kind()) {
                            case INFO -> TrayIcon.MessageType.INFO;
                            case WARNING -> TrayIcon.MessageType.WARNING;
                            case ERROR -> TrayIcon.MessageType.ERROR;
                        });
            }
        });
    }

    private void draw(TrayView<C> view) {
        if (closed) {
            return;
        }
        java.awt.Image image = images.computeIfAbsent(view.icon(), TrayImages::of);
        String tooltip =
                view.tooltip().substring(0, Math.min(TOOLTIP, view.tooltip().length()));
        shown = Optional.of(view);
        if (icon == null) {
            TrayIcon added = new TrayIcon(image, tooltip);
            added.setImageAutoSize(true);
            added.addActionListener(event -> chosen.accept(opened));
            added.addMouseListener(new MouseAdapter() {
                @Override
                public void mousePressed(MouseEvent event) {
                    openMenu(event);
                }

                @Override
                public void mouseReleased(MouseEvent event) {
                    openMenu(event);
                }
            });
            icon = added;
            add(added);
            return;
        }
        icon.setImage(image);
        icon.setToolTip(tooltip);
    }

    private void openMenu(MouseEvent event) {
        if (event.isPopupTrigger()) {
            beforeMenu.run();
            shown.ifPresent(view -> new TrayPopup<>(chosen).open(view.menu()));
        }
    }

    private void add(TrayIcon added) {
        try {
            SystemTray.getSystemTray().add(added);
        } catch (AWTException e) {
            LOG.info("no notification area yet: {}", e.getMessage());
            Timer timer = new Timer(AGAIN_MILLIS, event -> {
                if (!closed) {
                    add(added);
                }
            });
            timer.setRepeats(false);
            timer.start();
            again = timer;
        }
    }

    @Override
    public void close() {
        EventQueue.invokeLater(() -> {
            closed = true;
            if (again != null) {
                again.stop();
            }
            if (icon != null) {
                SystemTray.getSystemTray().remove(icon);
                icon = null;
            }
        });
    }
}

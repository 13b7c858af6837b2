package io.fastervox.app;

import io.fastervox.agent.AgentEvent;
import io.fastervox.agent.Report;
import io.fastervox.config.Policy;
import io.fastervox.desktop.Autostart;
import io.fastervox.desktop.ExplorerMenu;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What of this program lies in the system is brought in order, as the policy says. */
final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private Upkeep() {}

    /** What other programs may have cleared away is put back, and what nobody may use is taken away. May take a moment. */
    static void of(Platform platform, Policy policy, Consumer<AgentEvent> agent) {
        ExplorerMenu menu = platform.explorerMenu();
        ExplorerMenu.Outcome outcome = policy.files() ? menu.repair() : menu.remove();
        if (!outcome.equals(new ExplorerMenu.Outcome.Done(0))) {
            LOG.info("Explorer's menu: {}", outcome);
        }
        Autostart autostart = platform.autostart();
        policy.autostart()
                .filter(wanted ->
                        autostart.isOn().filter(on -> !on.equals(wanted)).isPresent())
                .ifPresent(wanted -> LOG.info("start with the system: {}, {}", wanted, autostart.turn(wanted)));
        agent.accept(new Report.AutostartIs(autostart.isOn()));
    }
}

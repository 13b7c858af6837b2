package io.fastervox.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.config.TextChoice.Replacement;
import io.fastervox.support.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ReplacementTableTest {
    private static final Replacement GPT = new Replacement("gee pee tee", "GPT", false);

    private final List<List<Replacement>> chosen = new ArrayList<>();
    private final ReplacementTable table = new ReplacementTable(chosen::add);

    private void show(Replacement... rows) {
        table.show(List.of(rows), true, Messages.in(Locale.ENGLISH));
    }

    @Test
    void whatIsWrittenIntoTheEmptyRowBecomesARuleAndAnotherEmptyRowComes() {
        show(GPT);

        table.setValueAt(" vox ", 1, 0);
        table.setValueAt("Vox ", 1, 1);
        table.setValueAt(true, 1, 2);

        assertEquals(
                List.of(
                        List.of(GPT, new Replacement("vox", "", false)),
                        List.of(GPT, new Replacement("vox", "Vox ", false)),
                        List.of(GPT, new Replacement("vox", "Vox ", true))),
                chosen);
        assertEquals(3, table.getRowCount());
    }

    @Test
    void aRuleWithoutAnythingToFindIsTakenAway() {
        show(GPT);

        table.setValueAt("", 0, 0);

        assertEquals(List.of(List.of()), chosen);
        assertEquals(1, table.getRowCount());
    }

    @Test
    void whatStaysAsItWasIsNoChange() {
        show(GPT);

        table.setValueAt("GPT", 0, 1);
        table.setValueAt("", 1, 0);

        assertEquals(List.of(), chosen);
    }

    @Test
    void whatThePolicyDecidesCannotBeChanged() {
        table.show(List.of(GPT), false, Messages.in(Locale.ENGLISH));

        assertEquals(List.of(false, false), List.of(table.isCellEditable(0, 1), table.isCellEditable(1, 0)));
    }
}

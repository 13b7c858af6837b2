package io.fastervox.desktop.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeldKeyTest {
    private final HeldKey key = new HeldKey();

    private boolean look(boolean down, long millis) {
        return key.look(down, TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void aHeldKeyIsPressedOnceHoweverOftenItIsToldOf() {
        assertEquals(List.of(true, false, false), List.of(key.press(), key.press(), key.press()));
    }

    @Test
    void itIsReleasedOnceWhenItStaysUp() {
        key.press();

        assertEquals(
                List.of(false, false, false, true, false),
                List.of(look(true, 0), look(false, 12), look(false, 24), look(false, 37), look(false, 49)));
    }

    @Test
    void aKeyThatSpringsStaysHeld() {
        key.press();

        assertEquals(
                List.of(false, false, false, false, true),
                List.of(look(false, 0), look(false, 24), look(true, 30), look(false, 36), look(false, 61)));
    }

    @Test
    void aKeyThatNobodyHoldsIsNotReleased() {
        assertEquals(List.of(false, false), List.of(look(false, 0), look(false, 100)));
    }

    @Test
    void whoeverLetsGoForItHearsWhetherItWasHeld() {
        key.press();

        assertEquals(List.of(true, false, true), List.of(key.letGo(), key.letGo(), key.press()));
    }
}

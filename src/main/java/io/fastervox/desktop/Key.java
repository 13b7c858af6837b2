package io.fastervox.desktop;

/** A key that a shortcut may end with: those that mean the same on every keyboard layout. */
public enum Key {
    SPACE("Space"),
    TAB("Tab"),
    ENTER("Enter"),
    ESCAPE("Esc"),
    BACKSPACE("Backspace"),
    INSERT("Insert"),
    DELETE("Delete"),
    HOME("Home"),
    END("End"),
    PAGE_UP("PageUp"),
    PAGE_DOWN("PageDown"),
    LEFT("Left"),
    RIGHT("Right"),
    UP("Up"),
    DOWN("Down"),
    PAUSE("Pause"),
    SCROLL_LOCK("ScrollLock"),
    F1("F1"),
    F2("F2"),
    F3("F3"),
    F4("F4"),
    F5("F5"),
    F6("F6"),
    F7("F7"),
    F8("F8"),
    F9("F9"),
    F10("F10"),
    F11("F11"),
    F12("F12"),
    F13("F13"),
    F14("F14"),
    F15("F15"),
    F16("F16"),
    F17("F17"),
    F18("F18"),
    F19("F19"),
    F20("F20"),
    F21("F21"),
    F22("F22"),
    F23("F23"),
    F24("F24"),
    A("A"),
    B("B"),
    C("C"),
    D("D"),
    E("E"),
    F("F"),
    G("G"),
    H("H"),
    I("I"),
    J("J"),
    K("K"),
    L("L"),
    M("M"),
    N("N"),
    O("O"),
    P("P"),
    Q("Q"),
    R("R"),
    S("S"),
    T("T"),
    U("U"),
    V("V"),
    W("W"),
    X("X"),
    Y("Y"),
    Z("Z"),
    DIGIT_0("0"),
    DIGIT_1("1"),
    DIGIT_2("2"),
    DIGIT_3("3"),
    DIGIT_4("4"),
    DIGIT_5("5"),
    DIGIT_6("6"),
    DIGIT_7("7"),
    DIGIT_8("8"),
    DIGIT_9("9");

    private final String label;

    Key(String label) {
        this.label = label;
    }

    /** As it stands on the key and in {@link Shortcut#toString}. */
    public String label() {
        return label;
    }

    /** Whether it types something, moves or deletes when it is pressed alone, so that it must not be taken from people. */
    public boolean writes() {
        return this != PAUSE && this != SCROLL_LOCK && !label.matches("F\\d+");
    }
}

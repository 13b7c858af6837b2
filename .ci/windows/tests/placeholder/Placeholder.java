import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Stands where the program will be, for tests of the launcher alone: says what it was given. */
public final class Placeholder {
    private Placeholder() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String command = args.length == 0 ? "" : args[0];
        switch (command) {
            case "exit" -> System.exit(Integer.parseInt(args[1]));
            case "throw" -> throw new IllegalStateException(args[1]);
            case "thread" -> new Thread(() -> out.println("the other thread ended")).start();
            case "property" -> out.println(System.getProperty(args[1]));
            default -> List.of(args).forEach(out::println);
        }
    }
}

package io.fastervox.files;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a person wants of the queue. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "message")
@JsonSubTypes({
    @JsonSubTypes.Type(value = QueueMessage.Add.class, name = "add"),
    @JsonSubTypes.Type(value = QueueMessage.Cancel.class, name = "cancel"),
    @JsonSubTypes.Type(value = QueueMessage.Retry.class, name = "retry"),
    @JsonSubTypes.Type(value = QueueMessage.First.class, name = "first"),
    @JsonSubTypes.Type(value = QueueMessage.Clear.class, name = "clear"),
    @JsonSubTypes.Type(value = QueueMessage.Pause.class, name = "pause")
})
public sealed interface QueueMessage {
    /**
     * These jobs, in this order, behind those that are there.
     *
     * @param origin by which they are known again: what came under it before does not come again
     */
    record Add(List<JobOrder> orders, Optional<String> origin) implements QueueMessage {
        public Add {
            orders = List.copyOf(orders);
        }

        public Add(List<JobOrder> orders) {
            this(orders, Optional.empty());
        }
    }

    /** Ends jobs that are not over; none named: all of them. */
    record Cancel(Set<Integer> numbers) implements QueueMessage {
        public Cancel {
            numbers = Set.copyOf(numbers);
        }
    }

    /** Jobs that failed go on where they failed, cancelled ones begin, those that are away are looked for; none named: not the cancelled. */
    record Retry(Set<Integer> numbers) implements QueueMessage {
        public Retry {
            numbers = Set.copyOf(numbers);
        }
    }

    /** These jobs, in this order, come before all others that wait; those that do not wait stay where they are. */
    record First(List<Integer> numbers) implements QueueMessage {
        public First {
            numbers = List.copyOf(numbers);
        }
    }

    /** Forgets the jobs that are over; their outputs stay. */
    record Clear() implements QueueMessage {}

    /** Nothing is begun, and what runs is put aside; or the work goes on. */
    record Pause(boolean paused) implements QueueMessage {}
}

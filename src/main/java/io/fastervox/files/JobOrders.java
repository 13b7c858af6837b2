package io.fastervox.files;

import io.fastervox.engine.TranscriptionRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Recordings looked at and named as jobs.
 *
 * @param orders those that can be worked on
 * @param refused those that cannot
 */
public record JobOrders(List<JobOrder> orders, List<Batch.Item.Refused> refused) {
    public JobOrders {
        orders = List.copyOf(orders);
        refused = List.copyOf(refused);
    }

    /** Names no output that a job which waits will write. */
    public static JobOrders of(
            Path jobs,
            List<Path> recordings,
            OutputOptions output,
            ModelWish model,
            Function<Path, TranscriptionRequest> request)
            throws IOException {
        List<Job> present = Queue.look(jobs);
        int newest = present.stream().mapToInt(Job::number).max().orElse(0);
        List<Path> reserved = present.stream()
                .filter(job -> !job.state().isOver())
                .flatMap(job -> job.outputs().stream())
                .toList();
        List<JobOrder> orders = new ArrayList<>();
        List<Batch.Item.Refused> refused = new ArrayList<>();
        List<Path> whole = recordings.stream().map(Path::toAbsolutePath).toList();
        for (Batch.Item item : Batch.check(whole, output, reserved).items()) {
            if (item instanceof Batch.Item.Ready ready) {
                List<OutputTarget> targets = ready.targets().stream()
                        .map(target ->
                                new OutputTarget(target.format(), target.file().toAbsolutePath()))
                        .toList();
                orders.add(new JobOrder(request.apply(ready.recording()), model, targets, output, newest));
            } else if (item instanceof Batch.Item.Refused no) {
                refused.add(no);
            }
        }
        return new JobOrders(orders, refused);
    }
}

package io.fastervox.app;

import io.fastervox.download.SourceOrder;
import io.fastervox.download.SourceTrial;
import io.fastervox.environment.EnvironmentException;
import io.fastervox.environment.LockedWheel;
import io.fastervox.environment.PackageIndex;
import io.fastervox.environment.PlatformId;
import io.fastervox.models.ModelCatalogue;
import io.fastervox.models.ModelSource;
import io.fastervox.support.CodedException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The sources of packages and models in the order in which they are asked, with what is known of each. */
final class SourceTable {
    private final Composition composition;

    SourceTable(Composition composition) {
        this.composition = composition;
    }

    /** @param test whether each is tried now; otherwise what is remembered is shown */
    List<SourceRow> rows(boolean test) throws CodedException, InterruptedException {
        List<SourceRow> rows = new ArrayList<>(indexes(test));
        rows.addAll(hubs(test));
        return rows;
    }

    private List<SourceRow> indexes(boolean test) throws CodedException, InterruptedException {
        PackageIndex index = composition.environments().packageIndex();
        LockedWheel wheel = largestWheel();
        return rows(
                "index",
                composition.indexOffers(),
                index.groups(),
                test,
                base -> new Questions(
                        PackageIndex.page(base, wheel.name()),
                        () -> index.only(base)
                                .locate(wheel.name(), wheel.file(), wheel.sha256())
                                .known()
                                .get(0)));
    }

    private List<SourceRow> hubs(boolean test) throws CodedException, InterruptedException {
        ModelSource.Hub model = ModelCatalogue.shipped().entries().stream()
                .flatMap(entry -> entry.sources().stream())
                .filter(ModelSource.Hub.class::isInstance)
                .map(ModelSource.Hub.class::cast)
                .findFirst()
                .orElseThrow();
        return rows(
                "hub",
                composition.hubOffers(),
                composition.hubs(),
                test,
                hub -> new Questions(model.address(hub, "config.json"), () -> model.address(hub, "model.bin")));
    }

    private List<SourceRow> rows(
            String kind,
            List<List<Offer>> offers,
            List<List<URI>> groups,
            boolean test,
            Function<URI, Questions> questions)
            throws InterruptedException {
        Map<URI, Offer> offered = new LinkedHashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            for (int j = 0; j < groups.get(i).size(); j++) {
                offered.put(groups.get(i).get(j), offers.get(i).get(j));
            }
        }
        Map<URI, SourceTrial.Outcome> outcomes = new LinkedHashMap<>();
        if (test) {
            for (URI source : offered.keySet()) {
                composition.console().say("sources.testing", source.toString());
                Questions asked = questions.apply(source);
                outcomes.put(source, composition.sourceTrial().of(source, asked.small(), asked.large()));
            }
        }
        List<SourceRow> rows = new ArrayList<>();
        for (SourceOrder.Ranked ranked : composition.sourceOrder().remembered(groups)) {
            Offer offer = Objects.requireNonNull(offered.get(ranked.source()));
            SourceTrial.Outcome outcome = outcomes.getOrDefault(
                    ranked.source(), new SourceTrial.Outcome(ranked.firstByte(), Optional.empty(), ranked.failure()));
            rows.add(SourceRow.of(rows.size() + 1, kind, title(offer), ranked.source(), offer.why(), outcome));
        }
        return rows;
    }

    private String title(Offer offer) {
        return composition.console().messages().text(offer.title().orElse("sources.named"));
    }

    private LockedWheel largestWheel() throws EnvironmentException {
        return composition
                .embed()
                .lock(composition.embed().profiles().get("cpu"), PlatformId.current())
                .wheels()
                .stream()
                .max(Comparator.comparing(LockedWheel::bytes))
                .orElseThrow();
    }

    private record Questions(URI small, SourceTrial.Piece large) {}
}

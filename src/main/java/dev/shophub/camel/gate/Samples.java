package dev.shophub.camel.gate;

import dev.shophub.connector.Connector;
import dev.shophub.connector.MalformedRecordException;
import dev.shophub.connector.OrderSource;
import dev.shophub.connector.RefundSource;
import dev.shophub.erp.ErpDocument;
import dev.shophub.erp.ErpDocuments;
import dev.shophub.intake.RawPage;
import dev.shophub.model.OrderLine;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Stream;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.OutboxMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What routes are rehearsed with.
 *
 * @param pages at most one a stream of a shop and one a stream of the ERP
 * @param messages of each kind that the outbox knows
 * @param documents what the ERP would be told, by kind and subject
 */
record Samples(List<Page> pages, List<OutboxMessage> messages, Map<String, ErpDocument> documents) {

    /** Sample records a stream. */
    static final int MOST = 50;

    /** Kinds of messages that are not about a sampled record, by destination. */
    private static final Map<Destination, List<String>> OTHERS = Map.of(
            Destination.MAIL,
            List.of("review", "low-stock", "daily", "trouble", "cured", "edit"),
            Destination.SHIPMENT,
            List.of("shipment"),
            Destination.CHANGE,
            List.of("price", "title", "takedown", "reply"));

    /** A page and the poll route that takes it in. */
    record Page(PollRoute route, RawPage content) {}

    Samples {
        pages = List.copyOf(pages);
        messages = List.copyOf(messages);
        documents = Map.copyOf(documents);
    }

    /** The pages with the messages that would come of them. */
    static Samples of(List<Page> pages) {
        var messages = new ArrayList<OutboxMessage>();
        var documents = new LinkedHashMap<String, ErpDocument>();
        for (var page : pages) {
            for (var record : page.content().records()) {
                document(page.content().connector(), page.content().shop().platform(), record)
                        .ifPresent(document -> {
                            documents.put(document.kind() + "/" + record.id().value(), document);
                            messages.add(message(
                                    messages.size(),
                                    Destination.ERP,
                                    document.kind(),
                                    record.id().value()));
                        });
                if (page.content().stream().equals(Stream.STOCK)
                        && page.content().connector() instanceof OrderSource) {
                    messages.add(message(
                            messages.size(),
                            Destination.LISTING,
                            "stock",
                            record.id().value()));
                }
            }
        }
        OTHERS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(Destination::name)))
                .forEach(entry -> entry.getValue()
                        .forEach(kind -> messages.add(message(messages.size(), entry.getKey(), kind, kind))));
        return new Samples(pages, messages, documents);
    }

    private static Optional<ErpDocument> document(Connector connector, String platform, RawRecord record) {
        try {
            if (record.stream().equals(Stream.ORDERS) && connector instanceof OrderSource source) {
                var order = source.toOrder(record);
                var codes = order.lines().stream().map(OrderLine::code).distinct();
                var result = ErpDocuments.order(
                        platform, order, codes.collect(Collectors.toMap(code -> code, code -> code)), true);
                return result instanceof ErpDocuments.Result.Ready ready
                        ? Optional.of(ready.document())
                        : Optional.empty();
            }
            if (record.stream().equals(Stream.REFUNDS) && connector instanceof RefundSource source) {
                return Optional.of(ErpDocuments.refund(platform, source.toRefund(record)));
            }
            return Optional.empty();
        } catch (MalformedRecordException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static OutboxMessage message(int number, Destination destination, String kind, String subject) {
        return new OutboxMessage(
                number + 1L,
                destination,
                kind,
                1,
                Optional.of(InventedShop.SHOP),
                subject,
                subject,
                "",
                "reader@shop.example",
                Map.of(),
                0,
                Instant.EPOCH);
    }
}

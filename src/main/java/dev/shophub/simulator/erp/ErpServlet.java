package dev.shophub.simulator.erp;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.erp.Accepted.Outcome;
import dev.shophub.simulator.erp.ErpState.Position;
import dev.shophub.simulator.erp.Faults.Fault;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** docs/erp-openapi.yaml, spoken: who asks, for what, and how the books answer. */
final class ErpServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ErpServlet.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_PAGE = 500;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

    private final transient ErpState books;
    private final transient ErpShippingState shipping;
    private final transient Faults faults;
    private final String authorization;
    private final String currency;
    private final transient Clock clock;

    ErpServlet(ErpState books, ErpShippingState shipping, Faults faults, String token, String currency, Clock clock) {
        this.books = books;
        this.shipping = shipping;
        this.faults = faults;
        this.authorization = "Bearer " + token;
        this.currency = currency;
        this.clock = clock;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Date", DATE.format(clock.instant().atOffset(ZoneOffset.UTC)));
        var fault = faults.next();
        if (fault != null && !(fault instanceof Fault.LostAnswer)) {
            faults.play(fault, response);
            return;
        }
        var answer = JSON.createObjectNode();
        try {
            requireToken(request);
            response.setStatus(carryOut(request, answer));
        } catch (Refusal refusal) {
            response.setStatus(refusal.status());
            answer.removeAll();
            answer.put("code", refusal.code()).put("message", refusal.getMessage());
        } catch (RuntimeException broken) {
            // The last place before the web server, whose own page would hold the stack trace.
            LOG.warn("The simulated ERP could not answer ({} {})", request.getMethod(), folder(request), broken);
            response.setStatus(500);
            answer.removeAll();
            answer.put("code", "internal").put("message", "The ERP could not answer");
        }
        if (fault == null) {
            send(response, answer);
        } else {
            faults.play(fault, response);
        }
    }

    private void requireToken(HttpServletRequest request) {
        var given = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        if (!MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), authorization.getBytes(StandardCharsets.UTF_8))) {
            throw new Refusal(401, "unauthorized", "The token is not valid");
        }
    }

    /** Answers the status. */
    private int carryOut(HttpServletRequest request, ObjectNode answer) throws IOException {
        var body = request.getInputStream().readAllBytes();
        return switch (request.getMethod() + " " + folder(request)) {
            case "PUT orders" -> put(DocumentBody.order(reference(request), body), answer);
            case "PUT refunds" -> put(DocumentBody.refund(reference(request), body), answer);
            case "POST orders" -> lookUp(request, body, answer);
            case "GET stock" -> page(request, answer, this::stock);
            case "GET products" -> page(request, answer, this::product);
            case "GET shipments" -> shipments(request, answer);
            default -> throw new Refusal(404, "not-found", "There is nothing at this address");
        };
    }

    private int put(DocumentBody document, ObjectNode answer) {
        var accepted = books.accept(document);
        answer.put("id", Long.toString(accepted.id()));
        answer.put("version", accepted.version());
        if (accepted.outcome() == Outcome.OLDER) {
            answer.put("code", "older-version").put("message", "A newer version is known");
            return 409;
        }
        answer.put("outcome", accepted.outcome().name().toLowerCase(Locale.ROOT));
        return accepted.outcome() == Outcome.CREATED ? 201 : 200;
    }

    private int lookUp(HttpServletRequest request, byte[] body, ObjectNode answer) throws IOException {
        if (!reference(request).equals("lookup")) {
            throw new Refusal(404, "not-found", "There is nothing at this address");
        }
        var asked = JSON.readTree(body).path("references");
        if (!asked.isArray() || asked.size() > LARGEST_PAGE) {
            throw Refusal.invalid("references", "is no list of at most " + LARGEST_PAGE);
        }
        var references = new LinkedHashSet<String>();
        asked.forEach(reference -> references.add(reference.asText()));
        var found = answer.putArray("found");
        books.known(references).forEach(found::add);
        return 200;
    }

    private int page(HttpServletRequest request, ObjectNode answer, BiConsumer<ErpProduct, ObjectNode> write) {
        return page(
                request, answer, books::changed, write, product -> new Position(product.modifiedAt(), product.sku()));
    }

    private int shipments(HttpServletRequest request, ObjectNode answer) {
        shipping.shipDue();
        return page(
                request,
                answer,
                shipping::changed,
                ErpServlet::shipment,
                parcel -> new Position(parcel.modifiedAt(), parcel.id()));
    }

    private static <T> int page(
            HttpServletRequest request,
            ObjectNode answer,
            Changed<T> changed,
            BiConsumer<T, ObjectNode> write,
            Function<T, Position> position) {
        var since = time(request, "since", Instant.EPOCH);
        var until = time(request, "until", Instant.parse("9999-12-31T23:59:59Z"));
        var limit = limit(request);
        var rows = changed.page(since, until, after(request), limit + 1);
        var items = answer.putArray("items");
        rows.stream().limit(limit).forEach(row -> write.accept(row, items.addObject()));
        if (rows.size() > limit) {
            var last = position.apply(rows.get(limit - 1));
            answer.put("next", last.modifiedAt().toEpochMilli() + "~" + last.sku());
        }
        return 200;
    }

    /** Rows changed in a window, after a position. */
    private interface Changed<T> {

        List<T> page(Instant since, Instant until, Optional<Position> after, int limit);
    }

    private static void shipment(ErpShippingState.Parcel parcel, ObjectNode row) {
        row.put("id", parcel.id());
        row.put("orderReference", parcel.orderReference());
        row.put("carrier", parcel.carrier());
        row.put("trackingNumber", parcel.tracking());
        var lines = row.putArray("lines");
        parcel.lines()
                .forEach((line, quantity) -> lines.addObject().put("line", line).put("quantity", quantity));
        row.put("shippedAt", parcel.shippedAt().toString());
        row.put("modifiedAt", parcel.modifiedAt().toString());
    }

    private void stock(ErpProduct product, ObjectNode row) {
        row.put("sku", product.sku());
        row.put("onHand", product.onHand());
        row.put("reserved", product.reserved());
        row.put("available", product.available());
        row.put("modifiedAt", product.modifiedAt().toString());
    }

    private void product(ErpProduct product, ObjectNode row) {
        row.put("sku", product.sku());
        row.put("title", product.title());
        product.costPrice()
                .ifPresent(price -> row.put("costPrice", price.toPlainString()).put("currency", currency));
        row.put("modifiedAt", product.modifiedAt().toString());
    }

    private static Instant time(HttpServletRequest request, String name, Instant absent) {
        try {
            return Optional.ofNullable(request.getParameter(name))
                    .map(Instant::parse)
                    .orElse(absent);
        } catch (DateTimeException wrong) {
            throw Refusal.invalid(name, "is no time such as 2026-11-22T03:10:00.000Z");
        }
    }

    private static int limit(HttpServletRequest request) {
        var text = Optional.ofNullable(request.getParameter("limit")).orElse(Integer.toString(LARGEST_PAGE));
        if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > LARGEST_PAGE) {
            throw Refusal.invalid("limit", "is no whole number from 1 to " + LARGEST_PAGE);
        }
        return Integer.parseInt(text);
    }

    private static Optional<Position> after(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter("after")).map(text -> {
            var middle = text.indexOf('~');
            if (middle < 1 || !text.substring(0, middle).matches("[0-9]{1,15}")) {
                throw Refusal.invalid("after", "is no page of this ERP");
            }
            return new Position(
                    Instant.ofEpochMilli(Long.parseLong(text.substring(0, middle))), text.substring(middle + 1));
        });
    }

    /** First part of the path. */
    private static String folder(HttpServletRequest request) {
        return request.getRequestURI().substring(1).split("/", 2)[0];
    }

    /** The rest of the path, decoded here: a reference may hold slashes. */
    private static String reference(HttpServletRequest request) {
        var parts = request.getRequestURI().substring(1).split("/", 2);
        try {
            return parts.length < 2 ? "" : URLDecoder.decode(parts[1].replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw Refusal.invalid("reference", "is not percent-encoded");
        }
    }

    private static void send(HttpServletResponse response, ObjectNode answer) throws IOException {
        response.setContentType("application/json");
        var bytes = JSON.writeValueAsBytes(answer);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}

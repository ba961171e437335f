package dev.shophub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;

/**
 * One order as plain Java reads it from an answer: what its rows need, its payload hashed and deflated.
 *
 * @param personal JSON that is to be sealed for the buyer
 */
record Fetched(
        JsonNode trade,
        String id,
        LocalDateTime modified,
        LocalDateTime readAt,
        byte[] hash,
        int size,
        byte[] deflated,
        byte[] personal,
        BigDecimal total,
        BigDecimal goods,
        List<JsonNode> lines) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final ThreadLocal<Deflater> DEFLATER =
            ThreadLocal.withInitial(() -> new Deflater(Deflater.BEST_SPEED, true));
    private static final Map<String, String> PERSONAL = personalFields();

    private static Map<String, String> personalFields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("buyerName", "buyer_nick");
        fields.put("name", "receiver_name");
        fields.put("phone", "receiver_mobile");
        fields.put("address", "receiver_address");
        fields.put("zip", "receiver_zip");
        fields.put("oaid", "oaid");
        fields.put("buyerMessage", "buyer_message");
        fields.put("sellerMemo", "seller_memo");
        return fields;
    }

    static Fetched of(byte[] answer, LocalDateTime readAt) {
        try {
            var trade =
                    JSON.readTree(answer).path("trade_fullinfo_get_response").path("trade");
            var payload = JSON.writeValueAsBytes(trade);
            var personal = new LinkedHashMap<String, String>();
            PERSONAL.forEach(
                    (name, field) -> personal.put(name, trade.path(field).asText()));
            var lines = new ArrayList<JsonNode>();
            trade.path("orders").path("order").forEach(lines::add);
            var goods = BigDecimal.ZERO;
            for (var line : lines) {
                goods = goods.add(new BigDecimal(line.path("price").asText())
                        .multiply(BigDecimal.valueOf(line.path("num").asLong())));
            }
            return new Fetched(
                    trade,
                    trade.path("tid").asText(),
                    time(trade.path("modified").asText()),
                    readAt,
                    MessageDigest.getInstance("SHA-256").digest(payload),
                    payload.length,
                    deflate(payload),
                    JSON.writeValueAsBytes(personal),
                    new BigDecimal(trade.path("payment").asText()),
                    goods,
                    List.copyOf(lines));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    String text(String field) {
        return trade.path(field).asText("");
    }

    LocalDateTime time(JsonNode field) {
        return field.isMissingNode() ? null : time(field.asText());
    }

    String buyer() {
        return text("buyer_open_uid");
    }

    private static LocalDateTime time(String text) {
        return LocalDateTime.parse(text, TIME).minusHours(8);
    }

    private static byte[] deflate(byte[] clear) {
        var deflater = DEFLATER.get();
        deflater.reset();
        deflater.setInput(clear);
        deflater.finish();
        var out = new ByteArrayOutputStream(clear.length / 2);
        var chunk = new byte[8192];
        while (!deflater.finished()) {
            out.write(chunk, 0, deflater.deflate(chunk));
        }
        return out.toByteArray();
    }
}

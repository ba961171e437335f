package dev.shophub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** The same signed calls by the same HTTP client, Apache's, without anything around it. */
final class PlainCaller implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIELDS =
            "tid,status,type,created,modified,pay_time,consign_time,end_time,payment,total_fee,"
                    + "post_fee,discount_fee,orders,buyer_nick,buyer_open_uid,receiver_name,receiver_state,receiver_city,"
                    + "receiver_district,receiver_town,receiver_address,receiver_zip,receiver_mobile,receiver_phone,oaid,"
                    + "buyer_message,seller_memo,seller_flag,step_trade_status,step_paid_fee";

    private final CloseableHttpClient client;
    private final URI platform;
    private final Clock clock = Clock.systemUTC();

    PlainCaller(URI platform, int connections) {
        this.platform = platform;
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(connections)
                        .setMaxConnPerRoute(connections)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /** One page of a list. */
    JsonNode page(int shop, boolean past, long from, long to, int page, boolean count) {
        var span = past ? "created" : "modified";
        return read(call(
                        shop,
                        past ? "taobao.trades.sold.get" : "taobao.trades.sold.increment.get",
                        Map.of(
                                "fields",
                                "tid,modified",
                                "start_" + span,
                                Detail.time(from),
                                "end_" + span,
                                Detail.time(to),
                                "page_no",
                                Integer.toString(page),
                                "page_size",
                                "100",
                                "use_has_next",
                                Boolean.toString(!count))))
                .path(past ? "trades_sold_get_response" : "trades_sold_increment_get_response");
    }

    Fetched order(int shop, String tid) {
        return Fetched.of(detail(shop, tid), utc(clock.instant()));
    }

    byte[] detail(int shop, String tid) {
        return call(shop, "taobao.trade.fullinfo.get", Map.of("fields", FIELDS, "tid", tid));
    }

    static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC);
    }

    /** One signed call. */
    byte[] call(int shop, String method, Map<String, String> parameters) {
        var all = new TreeMap<>(parameters);
        all.put("method", method);
        all.put("app_key", Signature.KEY);
        all.put("timestamp", Detail.time(clock.instant().getEpochSecond()));
        all.put("format", "json");
        all.put("v", "2.0");
        all.put("sign_method", "hmac-sha256");
        all.put("session", PlatformDesk.session(shop));
        all.put("sign", Signature.of(all));
        var form = new StringBuilder(1_024);
        all.forEach((name, value) -> form.append(form.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        var post = new HttpPost(platform);
        post.setEntity(new ByteArrayEntity(
                form.toString().getBytes(StandardCharsets.US_ASCII), ContentType.APPLICATION_FORM_URLENCODED));
        try {
            return client.execute(post, answer -> EntityUtils.toByteArray(answer.getEntity()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static JsonNode read(byte[] answer) {
        try {
            return JSON.readTree(answer);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}

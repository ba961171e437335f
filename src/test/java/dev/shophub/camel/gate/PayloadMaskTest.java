package dev.shophub.camel.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PayloadMaskTest {

    @Test
    void whatIsABuyersBecomesAsterisksAndTheRestStays() {
        assertThat(
                        masked(
                                "{\"receiver_name\":\"王小明\",\"tid\":\"12\",\"buyer_open_uid\":\"AA\",\"payment\":1.50,"
                                        + "\"orders\":[{\"status\":\"PAID\",\"buyer_message\":\"早点发\"}],\"shipping\":{\"address_1\":\"x y\"}}"))
                .isEqualTo(
                        "{\"receiver_name\":\"***\",\"tid\":\"12\",\"buyer_open_uid\":\"AA\",\"payment\":1.50,"
                                + "\"orders\":[{\"status\":\"PAID\",\"buyer_message\":\"***\"}],\"shipping\":{\"address_1\":\"***\"}}");
        assertThat(masked("no json 13812345678")).isEqualTo("***");
    }

    @Test
    void ofAWholeOrderNothingOfTheReceiverIsLeft() throws IOException {
        var payload = Files.readString(Path.of("src/test/resources/fixtures/taobao/orders/paid-two-lines.json"));
        assertThat(payload).contains("receiver_name");
        var name = payload.replaceAll("(?s).*\"receiver_name\"\\s*:\\s*\"([^\"]*)\".*", "$1");
        assertThat(name).isNotEmpty();
        assertThat(masked(payload)).doesNotContain(name);
    }

    private static String masked(String payload) {
        return new String(PayloadMask.masked(payload.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}

package dev.shophub.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.erp.ErpRule;
import dev.shophub.model.ShopKey;
import dev.shophub.store.ShopRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {

    @TempDir
    private Path data;

    @Test
    void tellsByWhichRuleAShopRan() throws IOException {
        Files.writeString(
                data.resolve("run.json"),
                """
                {"mode": "demo", "state": "stopped", "pid": 1,
                 "due": {"one": {"from": "SHIPPED", "cashOnDelivery": false}}}
                """);
        var file = RunFile.in(data).orElseThrow();
        assertThat(file.rule(shop("one"))).isEqualTo(new ErpRule(ErpRule.From.SHIPPED, false));
        assertThat(file.rule(shop("other"))).isEqualTo(ErpRule.DEFAULT);
    }

    @Test
    void anEarlierReleaseToldNone() throws IOException {
        Files.writeString(data.resolve("run.json"), "{\"mode\": \"demo\", \"state\": \"stopped\", \"pid\": 1}");
        assertThat(RunFile.in(data).orElseThrow().rule(shop("one"))).isEqualTo(ErpRule.DEFAULT);
    }

    private static ShopRow shop(String key) {
        return new ShopRow(
                1,
                new ShopKey(key),
                "taobao",
                "shop",
                "店",
                ZoneOffset.UTC,
                ShopRow.State.LIVE,
                "",
                Optional.empty(),
                Instant.EPOCH,
                "");
    }
}

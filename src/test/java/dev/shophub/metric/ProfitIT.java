package dev.shophub.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The query of profit is asked of every touched day: it must not read every line ever sold. */
class ProfitIT {

    @Test
    void isAskedFromTheDaysOrdersOutwardHoweverSmallTheErpLooks() throws IOException {
        var sql = Files.readString(Path.of("config", "sql", "metrics", "profit.sql"))
                .strip();
        var plan = new NamedParameterJdbcTemplate(TestDatabase.operations())
                .queryForList(
                        "EXPLAIN " + sql,
                        Map.of(
                                "shop",
                                1,
                                "from",
                                "2026-03-01",
                                "to",
                                "2026-03-02",
                                "as_of",
                                "2026-12-01",
                                "fee_rate",
                                0,
                                "freight",
                                0));
        assertThat(plan).extracting(row -> row.get("table")).containsSubsequence("o", "l", "m", "p", "r");
    }
}

package dev.shophub.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Between a file of the inbox and its row. */
final class InboxFileRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private InboxFileRows() {}

    static Map<String, Object> parameters(InboxFile file) {
        var values = new HashMap<String, Object>();
        values.put("shop", file.shop().orElse(null));
        values.put("name", Columns.cut(file.name(), 255));
        values.put("folder", Columns.cut(file.folder(), 255));
        values.put("sender", Columns.cut(file.sender(), 255));
        values.put("sha", file.sha256());
        values.put("layout", file.layout());
        values.put("state", file.state().word());
        values.put("reason", file.reason());
        values.put("particulars", particulars(file.particulars()));
        values.put("first", file.firstDay().orElse(null));
        values.put("last", file.lastDay().orElse(null));
        values.put("days", file.days());
        values.put("rows", file.rows());
        values.put("visitors", file.visitors().orElse(null));
        values.put("amount", file.amount().orElse(null));
        values.put("currency", file.currency());
        values.put("now", Columns.utc(file.takenAt()));
        return values;
    }

    private static String particulars(List<String> particulars) {
        try {
            return JSON.writeValueAsString(particulars.stream()
                    .limit(8)
                    .map(one -> Columns.cut(one, 120))
                    .toList());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A list of texts is always JSON", impossible);
        }
    }

    private static List<String> particulars(String json) {
        try {
            return json.isEmpty() ? List.of() : JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException edited) {
            return List.of(json);
        }
    }

    static InboxFile file(ResultSet row, int number) throws SQLException {
        var shop = row.getLong("shop_id");
        return new InboxFile(
                row.getLong("id"),
                shop == 0 ? Optional.empty() : Optional.of(shop),
                row.getString("name"),
                row.getString("folder"),
                row.getString("sender"),
                row.getString("sha256"),
                row.getString("layout"),
                InboxFile.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                particulars(row.getString("particulars")),
                Optional.ofNullable(row.getObject("first_day", LocalDate.class)),
                Optional.ofNullable(row.getObject("last_day", LocalDate.class)),
                row.getInt("days"),
                row.getInt("row_count"),
                Optional.ofNullable(row.getBigDecimal("visitors")),
                Optional.ofNullable(row.getBigDecimal("amount")),
                row.getString("currency"),
                row.getInt("in_force"),
                Columns.instant(row, "taken_at"));
    }
}

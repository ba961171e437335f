package dev.shophub.stock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.model.SkuCode;
import dev.shophub.stock.SkuSuggestions.Product;
import dev.shophub.stock.SkuSuggestions.Suggestion;
import dev.shophub.stock.SkuSuggestions.Why;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SkuSuggestionsTest {

    private final SkuSuggestions suggestions = new SkuSuggestions(
            List.of(
                    product("10001", "明前龙井春茶 250克"),
                    product("10002", "纯棉短袖T恤 红色 L"),
                    product("10003", "纯棉短袖T恤 蓝色 L"),
                    product("TS-001", "防晒帽"),
                    product("AB-1", "甲"),
                    product("A-B1", "乙")),
            Map.of(
                    code("OLD-7"), Set.of(code("10001")),
                    code("OLD-8"), Set.of(code("10001"), code("10002"))));

    @Test
    void theSameCodeInAnotherShopSaysMostUnlessTwoSayOtherwise() {
        assertThat(of("OLD-7", "防晒帽", "")).contains(new Suggestion(code("10001"), "明前龙井春茶 250克", Why.ELSEWHERE));
        assertThat(of("OLD-8", "", "")).isEmpty();
    }

    @Test
    void aCodeThatDiffersInCaseWidthSignsOrLeadingZerosIsFoundUnlessTwoWouldFit() {
        for (var code : List.of("ts001", "ＴＳ－００１", "ts_001", "0TS001")) {
            assertThat(of(code, "", "").map(Suggestion::why)).as(code).contains(Why.CODE);
        }
        assertThat(of("0010001", "", "").map(Suggestion::sku)).contains(code("10001"));
        assertThat(of("ab1", "", "")).isEmpty();
    }

    @Test
    void titlesThatAreAlikeAreFoundByItemAndVariantTogether() {
        assertThat(of("X", "2026 明前龙井春茶", "250克").map(Suggestion::sku)).contains(code("10001"));
        assertThat(of("X", "纯棉短袖T恤", "蓝色 L").map(Suggestion::sku)).contains(code("10003"));
        // two are as near as each other: none stands out
        assertThat(of("X", "纯棉短袖T恤", "")).isEmpty();
        assertThat(of("X", "不锈钢保温杯", "500ml")).isEmpty();
    }

    private Optional<Suggestion> of(String code, String title, String variant) {
        return suggestions.of(code(code), title, variant);
    }

    private static Product product(String sku, String title) {
        return new Product(code(sku), title);
    }

    private static SkuCode code(String value) {
        return new SkuCode(value);
    }
}

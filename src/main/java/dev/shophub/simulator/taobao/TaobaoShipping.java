package dev.shophub.simulator.taobao;

import dev.shophub.simulator.taobao.TaobaoRows.Line;
import dev.shophub.simulator.taobao.TaobaoRows.Trade;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The methods about parcels: a first number, and another one for what is on its way (fact sheet, section 6.2). */
final class TaobaoShipping {

    private static final Set<String> COMPANIES =
            Set.of("SF", "YTO", "ZTO", "STO", "YUNDA", "EMS", "POSTB", "HTKY", "DBKD", "JD");

    private final TaobaoTradeState state;

    TaobaoShipping(TaobaoTradeState state) {
        this.state = state;
    }

    /** Ships what waits for it: all of the trade, or the lines named. A second sending is refused. */
    TaobaoRecord offlineSend(TaobaoCall call) {
        return ship(call, line -> line.status().equals("WAIT_SELLER_SEND_GOODS"), "B04");
    }

    /** Gives what was shipped another number. */
    TaobaoRecord resend(TaobaoCall call) {
        return ship(call, line -> line.status().equals("WAIT_BUYER_CONFIRM_GOODS"), "B05");
    }

    private TaobaoRecord ship(TaobaoCall call, Predicate<Line> canBe, String refusal) {
        var tid = call.requiredNumber("tid");
        var number = call.required("out_sid");
        var company = call.required("company_code");
        if (!COMPANIES.contains(company)) {
            throw TaobaoRefusal.invalid("company_code", "is none of taobao.logistics.companies.get");
        }
        return state.inTransaction(() -> {
            var trade = state.trade(call.key(), tid)
                    .orElseThrow(() -> TaobaoRefusal.remote("isv.trade-not-exist", "The trade does not exist"));
            var lines = named(call, trade).stream().filter(canBe).toList();
            if (lines.isEmpty()) {
                throw TaobaoRefusal.remote(
                        "isv.logistics-offline-service-error:" + refusal, "The trade is not to be shipped so");
            }
            var ids = lines.stream().map(Line::oid).collect(Collectors.toSet());
            var left = trade.lines().stream()
                    .anyMatch(line -> line.status().equals("WAIT_SELLER_SEND_GOODS") && !ids.contains(line.oid()));
            state.ship(call.key(), tid, ids, number, company, left, TaobaoLists.now(call));
            return TaobaoRecord.whole()
                    .record(
                            "shipping",
                            TaobaoRecord.whole().flag("is_success", true).node());
        });
    }

    private static List<Line> named(TaobaoCall call, Trade trade) {
        if (call.integer("is_split", 0, 1, 0) == 0) {
            return trade.lines();
        }
        var oids = Arrays.stream(call.required("sub_tid").split(","))
                .map(oid -> TaobaoCall.number("sub_tid", oid))
                .collect(Collectors.toSet());
        var lines =
                trade.lines().stream().filter(line -> oids.contains(line.oid())).toList();
        if (lines.size() != oids.size()) {
            throw TaobaoRefusal.invalid("sub_tid", "names no line of this trade");
        }
        return lines;
    }
}

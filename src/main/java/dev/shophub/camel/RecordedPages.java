package dev.shophub.camel;

import dev.shophub.camel.gate.PayloadMask;
import dev.shophub.intake.RawPage;
import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Stream;
import dev.shophub.store.PersonalReadings;
import dev.shophub.store.RawRecords;
import dev.shophub.store.Sealer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** The records that each connected shop sent last, with the buyers' data masked, as pages for rehearsals. */
final class RecordedPages {

    private static final int RECORDS = 50;
    private static final int SHOPS = 3;

    private final RawRecords records;
    private final ShopDirectory directory;
    private final Sealer master;
    private final PersonalReadings readings;

    RecordedPages(RawRecords records, ShopDirectory directory, Sealer master, PersonalReadings readings) {
        this.records = records;
        this.readings = readings;
        this.directory = directory;
        this.master = master;
    }

    List<RawPage> pages() {
        var shops = new LinkedHashMap<Long, ActiveShop>();
        directory.all().forEach(shop -> shops.put(shop.row().id(), shop));
        var pages = new LinkedHashMap<String, List<RawRecord>>();
        var of = new LinkedHashMap<String, ActiveShop>();
        var newest = records.newest(RECORDS, SHOPS, master);
        readings.payloads("rehearsal", newest.size());
        for (var recorded : newest) {
            var shop = shops.get(recorded.shopId());
            if (shop != null) {
                var key = recorded.shopId() + "/" + recorded.stream();
                of.put(key, shop);
                pages.computeIfAbsent(key, none -> new ArrayList<>())
                        .add(new RawRecord(
                                shop.row().key(),
                                new Stream(recorded.stream()),
                                new ExternalId(recorded.externalId()),
                                PayloadMask.masked(recorded.payload()),
                                recorded.readAt()));
            }
        }
        return pages.entrySet().stream()
                .map(entry -> new RawPage(
                        of.get(entry.getKey()).row(),
                        of.get(entry.getKey()).connector(),
                        entry.getValue().get(0).stream(),
                        entry.getValue()))
                .toList();
    }
}

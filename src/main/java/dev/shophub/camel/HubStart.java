package dev.shophub.camel;

import dev.shophub.camel.gate.RouteGate;
import dev.shophub.erp.ErpConnector;
import dev.shophub.listing.FormulaWatch;
import dev.shophub.model.ShopKey;
import dev.shophub.outbox.Outbox;
import dev.shophub.settings.ConfiguredShops;
import dev.shophub.settings.ErpSettings;
import dev.shophub.settings.Release;
import dev.shophub.store.Shops;
import java.util.HashSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The last step of the start: takes back what a killed hub was sending, connects the shops, loads the route files, and lets
 * each stream of each shop be read. What is broken stays out, the rest runs.
 */
@Component
class HubStart {

    private static final Logger LOG = LoggerFactory.getLogger(HubStart.class);

    private final Shops shops;
    private final RemovedShops removed;
    private final Outbox outbox;
    private final ShopDirectory directory;
    private final ShopOpening opening;
    private final ConfiguredShops configured;
    private final ErpSettings erpSettings;
    private final ErpConnector erp;
    private final HubConfiguration.ErpLane erpLane;
    private final FormulaWatch formulas;
    private final ShippedFiles shipped;
    private final RouteGate gate;
    private final ApplicationEventPublisher events;

    HubStart(
            Shops shops,
            RemovedShops removed,
            Outbox outbox,
            ShopDirectory directory,
            ShopOpening opening,
            ConfiguredShops configured,
            ErpSettings erpSettings,
            ErpConnector erp,
            HubConfiguration.ErpLane erpLane,
            FormulaWatch formulas,
            ShippedFiles shipped,
            RouteGate gate,
            ApplicationEventPublisher events) {
        this.shops = shops;
        this.removed = removed;
        this.outbox = outbox;
        this.directory = directory;
        this.opening = opening;
        this.configured = configured;
        this.erpSettings = erpSettings;
        this.erp = erp;
        this.erpLane = erpLane;
        this.formulas = formulas;
        this.shipped = shipped;
        this.gate = gate;
        this.events = events;
    }

    /** Said when every route runs that can. */
    record HubRuns(List<ShopKey> shops) {}

    @EventListener(ApplicationStartedEvent.class)
    void start() throws Exception {
        LOG.info("ShopHub {}", Release.name());
        var back = outbox.takeBack();
        if (back > 0) {
            LOG.info("{} messages were being sent when the hub stopped; they are sent again", back);
        }
        var erpRow = opening.row(erpSettings.shop(), "erp");
        directory.add(new ActiveShop(erpRow, erp, erpSettings.paces(), erpLane.lane()));
        configured.good().forEach(opening::connect);
        configured.faulty().forEach(opening::out);
        outOfConfiguration();
        formulas.look();
        shipped.bringUpToDate(ShippedTexts.all(), ShippedTexts.earlier());
        gate.start();
        directory.all().forEach(opening::read);
        events.publishEvent(new HubRuns(
                directory.all().stream().map(shop -> shop.row().key()).toList()));
    }

    private void outOfConfiguration() {
        var configuredKeys = new HashSet<ShopKey>();
        configured.good().forEach(shop -> configuredKeys.add(shop.shop().key()));
        configured.faulty().forEach(faulty -> faulty.shopKey().ifPresent(configuredKeys::add));
        shops.all().stream()
                .filter(shop -> !configuredKeys.contains(shop.key()))
                .forEach(removed::removed);
    }
}

package dev.shophub.camel;

import dev.shophub.model.ShopKey;
import dev.shophub.model.Stream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Endpoint;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.TimeUtils;

/** {@code shop:orders?shop=taobao-flagship&every=1m}: one stream of one shop, a page an exchange. */
final class ShopComponent extends DefaultComponent {

    private final Polls polls;
    private final List<ShopConsumer> consumers = new CopyOnWriteArrayList<>();

    ShopComponent(Polls polls) {
        this.polls = polls;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        var key = new ShopKey(getAndRemoveParameter(parameters, "shop", String.class, ""));
        var every = getAndRemoveParameter(parameters, "every", String.class, "");
        var shop = polls.directory()
                .find(key)
                .orElseThrow(() -> new IllegalArgumentException("No such shop (shop=" + key + ")"));
        var stream = new Stream(remaining);
        var door = Door.of(shop.connector(), stream)
                .orElseThrow(() -> new IllegalArgumentException(
                        "The platform offers no such stream (shop=" + key + ", stream=" + remaining + ")"));
        var pace = shop.paces().get(stream);
        var interval = every.isEmpty() ? pace.every() : Duration.ofMillis(TimeUtils.toMilliSeconds(every));
        return new ShopEndpoint(uri, this, shop, door, pace, interval);
    }

    Polls polls() {
        return polls;
    }

    QuartzComponent quartz() {
        return getCamelContext().getComponent("quartz", QuartzComponent.class);
    }

    void started(ShopConsumer consumer) {
        consumers.add(consumer);
    }

    void stopped(ShopConsumer consumer) {
        consumers.remove(consumer);
    }

    /** The running poll of a stream, for a poll out of turn. */
    Optional<ShopConsumer> consumer(ShopKey shop, Stream stream) {
        return consumers.stream()
                .filter(one ->
                        one.shop().row().key().equals(shop) && one.stream().equals(stream))
                .findFirst();
    }

    List<ShopConsumer> consumers() {
        return List.copyOf(consumers);
    }
}

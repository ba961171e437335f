package dev.shophub.camel;

import dev.shophub.settings.StartRefusedException;
import dev.shophub.settings.WebhookSettings;
import dev.shophub.store.Pauses;
import dev.shophub.store.Shops;
import dev.shophub.store.TroubleBell;
import dev.shophub.store.WebhookBook;
import dev.shophub.webhook.Deliveries;
import dev.shophub.webhook.Subscriptions;
import dev.shophub.webhook.WebhookDoor;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.StringUtils;

/** Puts together the door at which platforms say that something changed. Without an address there is none. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    @Bean
    Subscriptions webhooks(
            Shops shops,
            ShopDirectory directory,
            JdbcTemplate jdbc,
            Clock clock,
            TroubleBell troubles,
            WebhookSettings settings) {
        return new Subscriptions(shops, directory, new WebhookBook(jdbc, clock), troubles, settings.address());
    }

    @Bean
    @Conditional(HasAddress.class)
    WebhookDoor webhookDoor(
            ShopDirectory directory,
            ShopComponent polls,
            PageDoor pages,
            Pauses pauses,
            MeterRegistry meters,
            Clock clock,
            WebhookSettings settings) {
        var hurry = new HurryUp(directory, polls, pages, pauses);
        try {
            return new WebhookDoor(settings.listen(), settings.port(), new Deliveries(directory, hurry, meters, clock));
        } catch (IllegalStateException taken) {
            throw new StartRefusedException(taken.getMessage(), taken);
        }
    }

    /** One that is left empty is none. */
    static final class HasAddress implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return StringUtils.hasText(context.getEnvironment().getProperty("hub.webhooks.address"));
        }
    }
}

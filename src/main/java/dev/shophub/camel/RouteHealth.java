package dev.shophub.camel;

import dev.shophub.route.FileStatus;
import dev.shophub.route.RouteDesk;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Route files that do not run as they stand on disk, by {@code FILE:LINE}; trade goes on with what ran before. */
@Component("routes")
class RouteHealth implements HealthIndicator {

    private final RouteDesk desk;

    RouteHealth(RouteDesk desk) {
        this.desk = desk;
    }

    @Override
    public Health health() {
        var files = desk.files();
        var down = files.stream().anyMatch(file -> file.state() == FileStatus.State.DOWN);
        var told = files.stream().filter(file -> !file.message().isEmpty()).toList();
        var health = down ? Health.down() : told.isEmpty() ? Health.up() : Health.unknown();
        told.forEach(file -> health.withDetail(file.file(), file.message()));
        return health.build();
    }
}

package dev.shophub.platform;

import dev.shophub.connector.PermissionSourceContract;
import java.util.List;
import java.util.stream.Stream;

/** Telling permissions, beside the items that a write could change. */
public interface PermissionsContract extends PermissionSourceContract {

    PlatformWorld<?> world();

    @Override
    default Object kept() {
        return Stream.of("sim_item", "sim_sku")
                .map(table -> List.copyOf(world().jdbc().queryForList("SELECT * FROM " + table)))
                .toList();
    }
}

package dev.shophub.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every verb that steers is kept with time and user: one that is new stands here as reading, or its request is steering. */
class SteeringTest {

    /** Beside those that are named {@code -list} or {@code -state}. */
    private static final Set<String> ONLY_READ = Set.of(
            "audit",
            "audit-census",
            "audit-days",
            "audit-stock",
            "authorization-page",
            "check-config",
            "export",
            "inbox",
            "mails",
            "map-export",
            "parked",
            "routes",
            "show",
            "status");

    /** They ask by a record that also steers. */
    private static final Set<String> LOOK_BY_A_STEERING_RECORD = Set.of("diff", "dry-run");

    @Test
    void everyVerbEitherOnlyReadsOrIsKept() throws IllegalAccessException {
        var read = new TreeSet<String>();
        var kept = new TreeSet<String>();
        for (var found : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.shophub.command")) {
            for (var field : found.reflect().getDeclaredFields()) {
                if (field.getType() == VerbCall.class && Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    var call = (VerbCall<?, ?>) field.get(null);
                    (Steering.class.isAssignableFrom(call.takes()) ? kept : read).add(call.name());
                }
            }
        }
        read.removeIf(name -> name.endsWith("-list") || name.endsWith("-state"));
        assertThat(read).containsExactlyInAnyOrderElementsOf(ONLY_READ);
        assertThat(kept)
                .hasSizeGreaterThan(25)
                .containsAll(LOOK_BY_A_STEERING_RECORD)
                .contains("accept", "rollback", "target", "inbox-undo", "map-import", "map-undo", "map-merge");
        var file = new RoutesVerb.FileRequest("poll.camel.yaml", java.util.Optional.empty(), "wang");
        assertThat(file.steers("diff") || file.steers("dry-run")).isFalse();
        assertThat(file.steers("accept") && file.steers("rollback")).isTrue();
    }
}

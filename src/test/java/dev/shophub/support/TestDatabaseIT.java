package dev.shophub.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.simulator.State;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TestDatabaseIT {

    @Test
    void bothSchemasMigrateAndEveryColumnOfTheOperationsDatabaseHasAComment() {
        var operations = TestDatabase.operations();
        var uncommented = JdbcClient.create(operations)
                .sql("SELECT CONCAT(table_name, '.', column_name) FROM information_schema.columns "
                        + "WHERE table_schema = DATABASE() AND column_comment = '' "
                        + "AND table_name <> 'flyway_schema_history' AND table_name NOT LIKE 'v\\_%'")
                .query(String.class)
                .list();
        assertThat(uncommented).isEmpty();

        var world = new State(TestDatabase.emptySchema(), Clock.systemUTC());
        assertThat(world.client()
                        .sql("SELECT COUNT(*) FROM sim_order")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}

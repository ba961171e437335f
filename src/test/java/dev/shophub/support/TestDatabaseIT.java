package dev.shophub.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.simulator.State;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TestDatabaseIT {

    /** Pain point 79: any other collation takes ids that differ in case or in a blank at their end for one. */
    @Test
    void everyTextOfTheOperationsDatabaseIsComparedByteForByte() {
        var other = JdbcClient.create(TestDatabase.operations())
                .sql(
                        "SELECT CONCAT(c.table_name, '.', c.column_name, ' ', c.collation_name) FROM information_schema.columns c "
                                + "JOIN information_schema.tables t USING (table_schema, table_name) "
                                + "WHERE c.table_schema = DATABASE() AND t.table_type = 'BASE TABLE' "
                                + "AND c.table_name <> 'flyway_schema_history' AND c.collation_name <> 'utf8mb4_nopad_bin'")
                .query(String.class)
                .list();
        assertThat(other).isEmpty();
    }

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

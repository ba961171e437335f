package dev.shophub.simulator.trade;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that goes away after so many prepared statements, as it does when the process is killed. */
final class FailingDataSource extends DelegatingDataSource {

    static final String MESSAGE = "killed here";

    private final AtomicInteger left;

    FailingDataSource(DataSource target, int statements) {
        super(target);
        this.left = new AtomicInteger(statements);
    }

    void failAfter(int statements) {
        left.set(statements);
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement") && left.getAndDecrement() <= 0) {
                        throw new SQLException(MESSAGE);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}

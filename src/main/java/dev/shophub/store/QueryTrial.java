package dev.shophub.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Lets the database prepare a query without asking it, so that a mistake is known before the query is used. */
public final class QueryTrial {

    private static final Pattern AT_LINE = Pattern.compile("at line (\\d+)");
    private static final Pattern NAME = Pattern.compile("'([^']+)'");

    private final JdbcTemplate jdbc;

    public QueryTrial(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Looks at the text alone: one statement that only reads. */
    public static void look(String text) throws FaultyQueryException {
        QueryText.of(text);
    }

    /**
     * Names of the columns that it answers, in their order.
     *
     * @throws FaultyQueryException naming the line of what the database refuses
     * @throws org.springframework.dao.DataAccessException when the database is away
     */
    public List<String> columns(String text) throws FaultyQueryException {
        var marked = QueryText.of(text).marked().strip().replaceFirst(";$", "");
        var lead = text.length() - text.stripLeading().length();
        try {
            return jdbc.execute((ConnectionCallback<List<String>>) connection -> prepared(connection, marked));
        } catch (org.springframework.jdbc.BadSqlGrammarException
                | org.springframework.jdbc.UncategorizedSQLException wrong) {
            var why = wrong.getRootCause() == null
                    ? wrong.getMessage()
                    : wrong.getRootCause().getMessage();
            throw new FaultyQueryException(QueryText.line(text, lead) - 1 + line(marked, why), clause(why));
        }
    }

    /** The driver lets the server prepare a statement whose columns are asked for before it is run. */
    private static List<String> prepared(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            var answer = statement.getMetaData();
            var names = new ArrayList<String>();
            for (int column = 1; column <= answer.getColumnCount(); column++) {
                names.add(answer.getColumnLabel(column));
            }
            return names;
        }
    }

    private static int line(String sql, String why) {
        var told = AT_LINE.matcher(why);
        if (told.find()) {
            return Integer.parseInt(told.group(1));
        }
        var named = NAME.matcher(why);
        if (named.find()) {
            var name = named.group(1).substring(named.group(1).lastIndexOf('.') + 1);
            var at = sql.indexOf(name);
            return at < 0 ? 1 : QueryText.line(sql, at);
        }
        return 1;
    }

    /** Without the driver's frame and its number of the connection. */
    private static String clause(String why) {
        return why.replaceFirst("^\\(conn=\\d+\\) ", "")
                .replaceFirst(
                        "You have an error in your SQL syntax; check the manual .* to use near",
                        "the syntax is wrong near")
                .replaceAll("\\s+", " ")
                .replaceFirst("[.]$", "");
    }
}

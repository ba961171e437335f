package dev.shophub.camel.gate;

import java.util.regex.Pattern;
import org.apache.camel.FailedToCreateRouteException;

/** Says in a clause why Camel could not make or start something, and where in the file that stands. */
final class Reasons {

    private static final Pattern LINE = Pattern.compile("line[ :]+(\\d+)|:(\\d+):\\d+");
    private static final int LONGEST = 300;

    private Reasons() {}

    static Finding finding(RouteFile file, Throwable broken) {
        var line = 1;
        for (var cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof FailedToCreateRouteException failed && failed.getRouteId() != null) {
                line = file.line(RouteFile.Kind.ROUTE, failed.getRouteId());
            }
            var told = cause.getMessage() == null ? null : LINE.matcher(cause.getMessage());
            if (line == 1 && told != null && told.find()) {
                line = Integer.parseInt(told.group(1) == null ? told.group(2) : told.group(1));
            }
        }
        return new Finding(file.name(), line, clause(broken), "mend this block; docs/routes.md explains its words");
    }

    /** The innermost sentence without its full stop. */
    static String clause(Throwable broken) {
        var cause = broken;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        var message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        var first = message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse(cause.getClass().getSimpleName());
        var cut = first.length() > LONGEST ? first.substring(0, LONGEST) + "…" : first;
        return cut.replaceFirst("[.;:,]+$", "");
    }
}

package dev.shophub.camel.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What must hold of every page and message, whatever an admin edits: a record is stored or set aside once, a message is sent once
 * and noted, or held and nothing sent; a failure is told to whoever began, and tried once.
 */
final class MustHold {

    /** Steps without which a message of these destinations was not sent; elsewhere every step is a sending. */
    private static final Map<String, Set<String>> SENT = Map.of("erp", Set.of("erp.send"), "mail", Set.of("mail.sent"));

    private MustHold() {}

    /** What is broken, a clause each; empty when all holds. */
    static List<Clause> broken(Run run) {
        if (!run.records().isEmpty()) {
            return page(run);
        }
        return run.script().contains("/") ? message(run) : List.of();
    }

    private static List<Clause> page(Run run) {
        var broken = new ArrayList<Clause>();
        var what = People.of(run.script());
        if (run.failing()) {
            if (run.end() != Run.End.FAILED) {
                broken.add(Clause.of(
                        "page-counted",
                        what.sentence() + ": a page that could not be stored counts as read",
                        what.text()));
            }
            saves(run).values().stream()
                    .filter(times -> times > 1)
                    .findFirst()
                    .ifPresent(times -> broken.add(Clause.of(
                            "page-again",
                            what.sentence() + ": a page that could not be stored is written again at once",
                            what.text())));
            return broken;
        }
        var kept = kept(run);
        var lost = run.records().stream()
                .filter(id -> kept.getOrDefault(id, 0L) == 0)
                .count();
        var twice = run.records().stream()
                .filter(id -> kept.getOrDefault(id, 0L) > 1)
                .count();
        if (lost > 0) {
            broken.add(Clause.of(
                    "lost",
                    what.sentence() + ": " + lost + " of " + run.records().size()
                            + " records are neither stored nor set aside, the step intake.save… is missing",
                    what.text(),
                    lost,
                    run.records().size()));
        }
        if (twice > 0) {
            broken.add(Clause.of(
                    "twice",
                    what.sentence() + ": " + twice + " of " + run.records().size()
                            + " records are written more than once",
                    what.text(),
                    twice,
                    run.records().size()));
        }
        if (lost == 0 && run.end() != Run.End.STORED) {
            broken.add(Clause.of(
                    "endless",
                    what.sentence()
                            + ": the route does not end in the step intake.save…, so the page would be read for ever",
                    what.text()));
        }
        return broken;
    }

    private static Map<String, Long> kept(Run run) {
        return run.deeds().stream()
                .filter(deed ->
                        deed.step().startsWith("intake.save") || deed.step().equals("quarantine"))
                .filter(deed -> !deed.detail().isEmpty())
                .collect(Collectors.groupingBy(Deed::detail, Collectors.counting()));
    }

    private static Map<String, Long> saves(Run run) {
        return run.deeds().stream()
                .filter(deed ->
                        deed.step().startsWith("intake.save") && deed.detail().isEmpty())
                .collect(Collectors.groupingBy(Deed::step, Collectors.counting()));
    }

    private static List<Clause> message(Run run) {
        var destination = run.script().substring(0, run.script().indexOf('/'));
        var what = People.of(run.script());
        var sends = sends(run, destination);
        var most = sends.values().stream().mapToLong(Long::longValue).max().orElse(0);
        var broken = new ArrayList<Clause>();
        if (most > 1) {
            var steps = String.join(", ", new TreeSet<>(sends.keySet()));
            broken.add(Clause.of(
                    "sent-twice", what.sentence() + " are sent more than once, by " + steps, what.text(), steps));
        }
        if (run.failing()) {
            if (most > 0 && run.end() != Run.End.FAILED) {
                broken.add(Clause.of(
                        "failed-ended", what.sentence() + ": a delivery that failed counts as ended", what.text()));
            }
            return broken;
        }
        if (run.end() == Run.End.FAILED) {
            broken.add(Clause.of("fails", what.sentence() + ": the delivery fails", what.text()));
        } else if (run.end() == Run.End.HELD && !sends.isEmpty()) {
            broken.add(Clause.of(
                    "sent-and-held",
                    what.sentence()
                            + " are sent and yet kept as held: the route must end in the step that notes the sending",
                    what.text()));
        } else if (run.end() == Run.End.DELIVERED
                && !sends.keySet().containsAll(SENT.getOrDefault(destination, Set.of()))
                && !run.steps().equals(List.of("erp.prepare"))) {
            var missing = String.join(", ", SENT.get(destination));
            broken.add(Clause.of(
                    "not-sent",
                    what.sentence() + " count as delivered and are not sent, the step " + missing + " is missing",
                    what.text(),
                    missing));
        } else if (destination.equals("mail") && run.end() == Run.End.DELIVERED && sends.size() < 2) {
            broken.add(Clause.of(
                    "no-smtp",
                    what.sentence() + " count as sent and no mail server gets them, the step smtp:hub is missing",
                    what.text()));
        }
        return broken;
    }

    /** How often each step that tells the other side happened. */
    private static Map<String, Long> sends(Run run, String destination) {
        var sends = new HashMap<String, Long>();
        for (var deed : run.deeds()) {
            var step = deed.step();
            if (step.equals("erp.send")
                    || step.equals("mail.sent")
                    || step.startsWith("smtp")
                    || (!SENT.containsKey(destination) && step.contains(".") && !step.contains(":"))) {
                sends.merge(step, 1L, Long::sum);
            }
        }
        return sends;
    }
}

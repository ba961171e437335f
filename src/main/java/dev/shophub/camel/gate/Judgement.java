package dev.shophub.camel.gate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What an edit would change, told by two rehearsals.
 *
 * @param breaches what must hold and no longer does; with any the edit waits for a person
 * @param effects what else differs, for people
 */
record Judgement(List<String> breaches, List<String> effects) {

    /** What an operator loses sight of when a log is long. */
    private static final int NAMED = 3;

    /** @param shipped whether a route stands in a shipped file: losing it is never meant by accident */
    static Judgement of(Performance before, Performance after, Predicate<String> shipped) {
        var breaches = new LinkedHashSet<String>();
        var effects = new LinkedHashSet<String>();
        gone(before, after, shipped, breaches, effects);
        for (var run : after.runs()) {
            var old = before.find(run);
            var broken = MustHold.broken(run);
            if (!broken.isEmpty()
                    && old.map(one -> MustHold.broken(one).isEmpty()).orElse(true)) {
                breaches.addAll(broken);
            }
        }
        scripts(before, after).forEach((script, pairs) -> compare(script, pairs, breaches, effects));
        return new Judgement(List.copyOf(breaches), List.copyOf(effects));
    }

    boolean holds() {
        return breaches.isEmpty();
    }

    private static void gone(
            Performance before,
            Performance after,
            Predicate<String> shipped,
            Set<String> breaches,
            Set<String> effects) {
        for (var route : new TreeSet<>(before.routes())) {
            if (!after.routes().contains(route)) {
                (shipped.test(route) ? breaches : effects).add("the route " + route + " disappears");
            }
        }
        for (var route : new TreeSet<>(after.routes())) {
            if (!before.routes().contains(route) && !before.routes().isEmpty()) {
                effects.add("the route " + route + " is new");
            }
        }
        var played = new TreeSet<String>();
        after.runs().forEach(run -> played.add(run.script()));
        before.runs().stream()
                .map(Run::script)
                .distinct()
                .filter(script -> !played.contains(script))
                .forEach(script -> breaches.add("no route takes " + people(script) + " any more"));
    }

    private record Pair(Run before, Run after) {}

    private static Map<String, List<Pair>> scripts(Performance before, Performance after) {
        var old = before.byKey();
        var pairs = new LinkedHashMap<String, List<Pair>>();
        for (var run : after.runs()) {
            if (!run.failing() && old.containsKey(run.key())) {
                pairs.computeIfAbsent(run.script(), script -> new ArrayList<>()).add(new Pair(old.get(run.key()), run));
            }
        }
        return pairs;
    }

    private static void compare(String script, List<Pair> pairs, Set<String> breaches, Set<String> effects) {
        var all = pairs.size();
        var held = pairs.stream()
                .filter(pair ->
                        pair.before().end() == Run.End.DELIVERED && pair.after().end() == Run.End.HELD)
                .count();
        if (held > 0) {
            var told = held + " of " + all + " " + people(script) + " no longer go to " + destination(script)
                    + "; they are held";
            (held * 2 > all ? breaches : effects).add(told);
        }
        var freed = pairs.stream()
                .filter(pair ->
                        pair.before().end() == Run.End.HELD && pair.after().end() == Run.End.DELIVERED)
                .count();
        if (freed > 0) {
            effects.add(
                    freed + " of " + all + " " + people(script) + " that were held now go to " + destination(script));
        }
        steps(script, pairs, breaches, effects);
        fields(script, pairs, breaches, effects);
        var reshaped = pairs.stream().filter(Judgement::reshaped).count();
        if (reshaped > 0) {
            effects.add("what " + destination(script) + " gets differs for " + reshaped + " of " + all + " "
                    + people(script));
        }
    }

    private static void steps(String script, List<Pair> pairs, Set<String> breaches, Set<String> effects) {
        var lost = new LinkedHashMap<String, Integer>();
        var gained = new LinkedHashMap<String, Integer>();
        for (var pair : pairs) {
            if (pair.after().end() == Run.End.HELD && pair.before().end() != Run.End.HELD) {
                continue;
            }
            var steps = new LinkedHashSet<>(pair.before().steps());
            steps.addAll(pair.after().steps());
            for (var step : steps) {
                long less = pair.before().count(step) - pair.after().count(step);
                if (less != 0) {
                    (less > 0 ? lost : gained).merge(step, 1, Integer::sum);
                }
            }
        }
        var all = pairs.size();
        lost.forEach((step, count) -> (isSchedule(pairs) ? breaches : effects)
                .add("the step " + step + " no longer happens for " + count(script, count, all)));
        gained.forEach(
                (step, count) -> effects.add("the step " + step + " happens anew for " + count(script, count, all)));
    }

    private static String count(String script, int count, int all) {
        return all == 1 ? people(script) : count + " of " + all + " " + people(script);
    }

    private static boolean isSchedule(List<Pair> pairs) {
        return pairs.get(0).after().end() == Run.End.DONE
                || pairs.get(0).before().end() == Run.End.DONE;
    }

    /** Top-level fields of the documents that come or go; losing most of them is no reshaping. */
    private static void fields(String script, List<Pair> pairs, Set<String> breaches, Set<String> effects) {
        var before = new TreeSet<String>();
        var after = new TreeSet<String>();
        pairs.stream().filter(Judgement::reshaped).forEach(pair -> {
            before.addAll(DocumentFields.of(pair.before()));
            after.addAll(DocumentFields.of(pair.after()));
        });
        var lost = new TreeSet<>(before);
        lost.removeAll(after);
        if (!lost.isEmpty()) {
            (lost.size() * 2 > before.size() ? breaches : effects)
                    .add(destination(script) + " no longer gets " + String.join(", ", lost) + " of " + people(script));
        }
        after.removeAll(before);
        if (!after.isEmpty()) {
            effects.add(destination(script) + " also gets " + String.join(", ", after) + " of " + people(script));
        }
    }

    /** The same steps, and another text for the other side. */
    private static boolean reshaped(Pair pair) {
        return pair.before().steps().equals(pair.after().steps())
                && !pair.before().deeds().equals(pair.after().deeds())
                && pair.after().records().isEmpty();
    }

    /** {@code erp/order}: sample orders. */
    static String people(String script) {
        if (script.contains("/")) {
            var kind = script.substring(script.indexOf('/') + 1);
            return switch (script) {
                case "erp/order" -> "sample orders";
                case "erp/refund" -> "sample refunds";
                case "listing/stock" -> "sample items";
                default -> "sample " + kind + (script.startsWith("mail/") ? " mails" : " messages");
            };
        }
        return script.startsWith(InventedShop.SHOP + "-") ? "the page of " + stream(script) : script;
    }

    private static String stream(String script) {
        return script.replaceFirst("^" + InventedErp.ERP + "-", "ERP ").replaceFirst("^" + InventedShop.SHOP + "-", "");
    }

    private static String destination(String script) {
        return switch (script.contains("/") ? script.substring(0, script.indexOf('/')) : "") {
            case "erp" -> "the ERP";
            case "listing", "shipment", "change" -> "the shop";
            case "mail" -> "the mail server";
            default -> "their end";
        };
    }

    /** All of it in one line, the breaches first. */
    String sentence() {
        var all = new ArrayList<>(breaches);
        all.addAll(effects);
        var rest = all.size() - NAMED;
        return String.join("; ", all.subList(0, Math.min(NAMED, all.size())))
                + (rest > 0 ? "; and " + rest + " more" : "");
    }
}

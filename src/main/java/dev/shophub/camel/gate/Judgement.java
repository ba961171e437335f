package dev.shophub.camel.gate;

import dev.shophub.store.Said;
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
record Judgement(List<Clause> breaches, List<Clause> effects) {

    /** What an operator loses sight of when a log is long. */
    private static final int NAMED = 3;

    /** @param shipped whether a route stands in a shipped file: losing it is never meant by accident */
    static Judgement of(Performance before, Performance after, Predicate<String> shipped) {
        var breaches = new LinkedHashSet<Clause>();
        var effects = new LinkedHashSet<Clause>();
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
            Set<Clause> breaches,
            Set<Clause> effects) {
        for (var route : new TreeSet<>(before.routes())) {
            if (!after.routes().contains(route)) {
                (shipped.test(route) ? breaches : effects)
                        .add(Clause.of("route-gone", "the route " + route + " disappears", route));
            }
        }
        for (var route : new TreeSet<>(after.routes())) {
            if (!before.routes().contains(route) && !before.routes().isEmpty()) {
                effects.add(Clause.of("route-new", "the route " + route + " is new", route));
            }
        }
        var played = new TreeSet<String>();
        after.runs().forEach(run -> played.add(run.script()));
        before.runs().stream()
                .map(Run::script)
                .distinct()
                .filter(script -> !played.contains(script))
                .map(People::of)
                .forEach(what -> breaches.add(
                        Clause.of("nobody-takes", "no route takes " + what.sentence() + " any more", what.text())));
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

    private static void compare(String script, List<Pair> pairs, Set<Clause> breaches, Set<Clause> effects) {
        var all = pairs.size();
        var what = People.of(script);
        var to = People.destination(script);
        var held = pairs.stream()
                .filter(pair ->
                        pair.before().end() == Run.End.DELIVERED && pair.after().end() == Run.End.HELD)
                .count();
        if (held > 0) {
            var told = held + " of " + all + " " + what.sentence() + " no longer go to " + to.sentence()
                    + "; they are held";
            (held * 2 > all ? breaches : effects).add(Clause.of("held", told, held, all, what.text(), to.text()));
        }
        var freed = pairs.stream()
                .filter(pair ->
                        pair.before().end() == Run.End.HELD && pair.after().end() == Run.End.DELIVERED)
                .count();
        if (freed > 0) {
            var told = freed + " of " + all + " " + what.sentence() + " that were held now go to " + to.sentence();
            effects.add(Clause.of("freed", told, freed, all, what.text(), to.text()));
        }
        steps(what, pairs, breaches, effects);
        fields(what, to, pairs, breaches, effects);
        var reshaped = pairs.stream().filter(Judgement::reshaped).count();
        if (reshaped > 0) {
            var told = "what " + to.sentence() + " gets differs for " + reshaped + " of " + all + " " + what.sentence();
            effects.add(Clause.of("reshaped", told, reshaped, all, what.text(), to.text()));
        }
    }

    private static void steps(Clause what, List<Pair> pairs, Set<Clause> breaches, Set<Clause> effects) {
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
                .add(step("step-lost", "the step " + step + " no longer happens for ", step, what, count, all)));
        gained.forEach((step, count) ->
                effects.add(step("step-new", "the step " + step + " happens anew for ", step, what, count, all)));
    }

    private static Clause step(String code, String sentence, String step, Clause what, int count, int all) {
        return all == 1
                ? Clause.of(code + "-alone", sentence + what.sentence(), step, what.text())
                : Clause.of(
                        code, sentence + count + " of " + all + " " + what.sentence(), step, what.text(), count, all);
    }

    private static boolean isSchedule(List<Pair> pairs) {
        return pairs.get(0).after().end() == Run.End.DONE
                || pairs.get(0).before().end() == Run.End.DONE;
    }

    /** Top-level fields of the documents that come or go; losing most of them is no reshaping. */
    private static void fields(Clause what, Clause to, List<Pair> pairs, Set<Clause> breaches, Set<Clause> effects) {
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
                    .add(field("fields-lost", " no longer gets ", lost, what, to));
        }
        after.removeAll(before);
        if (!after.isEmpty()) {
            effects.add(field("fields-new", " also gets ", after, what, to));
        }
    }

    private static Clause field(String code, String does, Set<String> fields, Clause what, Clause to) {
        var named = String.join(", ", fields);
        return Clause.of(code, to.sentence() + does + named + " of " + what.sentence(), named, what.text(), to.text());
    }

    /** The same steps, and another text for the other side. */
    private static boolean reshaped(Pair pair) {
        return pair.before().steps().equals(pair.after().steps())
                && !pair.before().deeds().equals(pair.after().deeds())
                && pair.after().records().isEmpty();
    }

    /** All of it in one line, the breaches first. */
    String sentence() {
        var rest = all().size() - NAMED;
        return String.join("; ", Clause.sentences(named())) + (rest > 0 ? "; and " + rest + " more" : "");
    }

    /** The same for mails. */
    String text() {
        var texts = new ArrayList<Object>(named().stream().map(Clause::text).toList());
        var rest = all().size() - NAMED;
        if (rest > 0) {
            texts.add(Said.text("more", rest));
        }
        return Said.text(Said.LIST, texts.toArray());
    }

    /** The breaches first. */
    List<Clause> all() {
        var all = new ArrayList<>(breaches);
        all.addAll(effects);
        return all;
    }

    private List<Clause> named() {
        return all().subList(0, Math.min(NAMED, all().size()));
    }
}

package dev.shophub.metric;

import dev.shophub.store.Span;
import dev.shophub.store.TouchedDays.Mark;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;

/** The figures of a shop that changed, as far as they are still to be computed: whoever computes them may rest in between. */
final class Pass {

    private final List<Mark> marks;
    private final Deque<Step> steps = new ArrayDeque<>();

    /** What is asked of one span; never nothing. */
    record Step(Span span, List<Catalogue.Query> queries) {}

    /** @param marks what is dealt with once it is done */
    Pass(List<Mark> marks) {
        this.marks = List.copyOf(marks);
    }

    List<Mark> marks() {
        return marks;
    }

    /**
     * Days, weeks and months that changed are asked again.
     *
     * @param days that changed, in the shop's zone
     * @param later those after them that have figures: asked again what reaches onward
     */
    void addChanged(Collection<Catalogue.Query> queries, TreeSet<LocalDate> days, Collection<LocalDate> later) {
        var onward = new TreeSet<>(days);
        onward.addAll(later);
        for (var kind : Span.Kind.values()) {
            var asked = queries.stream()
                    .filter(query -> !query.snapshot() && query.periods().contains(kind))
                    .toList();
            onward.stream()
                    .map(day -> Span.of(kind, day))
                    .distinct()
                    .forEach(span -> add(
                            span,
                            asked.stream()
                                    .filter(query -> query.onward() || touches(span, days))
                                    .toList()));
        }
    }

    private static boolean touches(Span span, TreeSet<LocalDate> days) {
        var next = days.ceiling(span.first());
        return next != null && next.isBefore(span.end());
    }

    void add(Span span, List<Catalogue.Query> queries) {
        if (!queries.isEmpty()) {
            steps.add(new Step(span, queries));
        }
    }

    boolean isDone() {
        return steps.isEmpty();
    }

    /** What is to be asked next. */
    Step next() {
        return steps.element();
    }

    /** So many queries of the next step are answered, from its first on. */
    void answered(int queries) {
        var step = steps.remove();
        if (queries < step.queries().size()) {
            steps.addFirst(new Step(
                    step.span(), step.queries().subList(queries, step.queries().size())));
        }
    }
}

package dev.shophub.camel.gate;

import dev.shophub.route.DryRun;
import dev.shophub.route.FileStatus;
import dev.shophub.route.RouteDesk;
import dev.shophub.route.RouteRefusedException;
import dev.shophub.route.RouteStatus;
import dev.shophub.route.TextDiff;
import dev.shophub.store.Pauses;
import dev.shophub.store.RouteRevision;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Route;

/** Where a person asks the gate and decides. One at a time, and never while a save proves itself. */
public final class GateDesk implements RouteDesk {

    private final RouteGate gate;

    public GateDesk(RouteGate gate) {
        this.gate = gate;
    }

    @Override
    public List<FileStatus> files() {
        return gate.standing().all();
    }

    @Override
    public List<RouteStatus> routes() {
        synchronized (gate) {
            return RouteList.of(gate);
        }
    }

    @Override
    public List<String> diff(String typed) {
        var name = name(typed);
        var ran = gate.books().revisions().lastThatRan(name).map(RouteRevision::text);
        if (ran.isEmpty() && gate.standing().find(name).isEmpty()) {
            throw unknown(name);
        }
        return TextDiff.unified(
                name, ran.orElse(""), gate.folder(name).text(name).orElse(""));
    }

    @Override
    public FileStatus accept(String typed, String by) {
        var name = name(typed);
        synchronized (gate) {
            mayDecide();
            var status = gate.standing().find(name).orElseThrow(() -> unknown(name));
            if (!gate.accept(name, by)) {
                throw new RouteRefusedException("Nothing of " + name + " waits to be accepted (state="
                        + status.state().name().toLowerCase(Locale.ROOT) + ")");
            }
            return gate.standing().find(name).orElse(status);
        }
    }

    @Override
    public long rollback(String typed, Optional<Long> number, String by) {
        var name = name(typed);
        synchronized (gate) {
            mayDecide();
            var file = gate.folder(name).path(name);
            var onDisk = gate.folder(name).text(name);
            var revision = new Rollback(gate.books().revisions()).to(name, onDisk, number);
            onDisk.filter(text -> !text.equals(revision.text()))
                    .ifPresent(text -> gate.books().revisions().kept(name, text, FileText.owner(file)));
            gate.deciders().rolledBack(name, revision.text(), by);
            Rollback.write(file, revision.text());
            return revision.id();
        }
    }

    @Override
    public DryRun dryRun(String typed) {
        var name = name(typed);
        synchronized (gate) {
            try {
                if (QueryFiles.below(name).isPresent()) {
                    return query(name);
                }
                return Writes.of(name, gate.examined(name));
            } catch (RefusedException refused) {
                return new DryRun(name, refused.getMessage(), List.of(), List.of(), List.of());
            }
        }
    }

    private DryRun query(String name) throws RefusedException {
        var text = gate.folder(name).read(name);
        var effect = gate.queries().examined(text, gate.books().revisions().lastThatRan(name));
        return new DryRun(name, "", List.of(), Clause.sentences(effect.stream().toList()), List.of());
    }

    /** Queries may be named without their folder. */
    private String name(String typed) {
        return typed.endsWith(QueryFiles.ENDING) && !typed.startsWith(QueryFiles.SHOWN)
                ? QueryFiles.SHOWN + typed.replaceFirst("^sql/", "")
                : typed;
    }

    @Override
    public void pause(String route) {
        synchronized (gate) {
            mustBeKnown(route);
            if (route.startsWith("intake-")) {
                throw new RouteRefusedException(
                        "The route " + route + " is called by polls; pause the shop, or the poll <shop>-<stream>");
            }
            gate.books().pauses().pause(Pauses.Kind.ROUTE, route);
            try {
                if (gate.streams().has(route)) {
                    gate.streams().stop(route);
                } else {
                    var limits = gate.limits();
                    limits.context()
                            .getRouteController()
                            .stopRoute(route, limits.drain().toMillis(), TimeUnit.MILLISECONDS);
                }
            } catch (Exception busy) {
                throw new RouteRefusedException("The route " + route + " does not stop: " + Reasons.clause(busy));
            }
        }
    }

    @Override
    public void resume(String route) {
        synchronized (gate) {
            mustBeKnown(route);
            gate.books().pauses().resume(Pauses.Kind.ROUTE, route);
            try {
                if (gate.streams().has(route)) {
                    gate.streams().readAgain(route);
                } else {
                    gate.limits().context().getRouteController().startRoute(route);
                }
            } catch (Exception broken) {
                throw new RouteRefusedException("The route " + route + " does not start: " + Reasons.clause(broken));
            }
        }
    }

    @Override
    public void pauseShop(String shop) {
        synchronized (gate) {
            mayDecide();
            gate.books().pauses().pause(Pauses.Kind.SHOP, shop);
            for (var poll : gate.streams().of(shop)) {
                gate.streams().stop(poll.id());
            }
        }
    }

    @Override
    public boolean resumeShop(String shop) {
        synchronized (gate) {
            mayDecide();
            var stood = gate.books().pauses().resume(Pauses.Kind.SHOP, shop);
            for (var poll : gate.streams().of(shop)) {
                gate.streams().readAgain(poll.id());
            }
            return stood;
        }
    }

    private void mayDecide() {
        gate.provingFile().ifPresent(file -> {
            throw new RouteRefusedException(file + " is being swapped in; try again in a few seconds");
        });
    }

    private void mustBeKnown(String route) {
        mayDecide();
        var context = gate.limits().context();
        if (context.getRoute(route) == null && !gate.streams().has(route)) {
            var known = context.getRoutes().stream().map(Route::getRouteId).toList();
            throw new RouteRefusedException("There is no route " + route
                    + Nearest.to(route, known)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse(""));
        }
    }

    private RouteRefusedException unknown(String name) {
        var known = files().stream().map(FileStatus::file).toList();
        return new RouteRefusedException("There is no file " + name
                + Nearest.to(name, known)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("; known are " + known));
    }
}

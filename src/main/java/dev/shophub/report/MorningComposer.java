package dev.shophub.report;

import dev.shophub.alert.Attachment;
import dev.shophub.alert.Draft;
import dev.shophub.alert.MailComposer;
import dev.shophub.alert.Words;
import dev.shophub.metric.Briefing;
import dev.shophub.metric.Catalogue;
import dev.shophub.metric.Morning;
import dev.shophub.metric.Scope;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.settings.AlertSettings;
import dev.shophub.settings.ReportSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The morning report as a mail; when a part cannot be made the mail goes without it and says so. */
final class MorningComposer implements MailComposer {

    private static final Logger LOG = LoggerFactory.getLogger(MorningComposer.class);
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Morning morning;
    private final Catalogue catalogue;
    private final Charts charts;
    private final Words words;
    private final Supplier<ReportSettings.Morning> settings;
    private final Links links;

    MorningComposer(
            Morning morning,
            Catalogue catalogue,
            Charts charts,
            Words words,
            Supplier<ReportSettings.Morning> settings,
            Supplier<AlertSettings.Reviews> reviews) {
        this.morning = morning;
        this.catalogue = catalogue;
        this.charts = charts;
        this.words = words;
        this.settings = settings;
        this.links = new Links(() -> settings.get().links(), reviews);
    }

    @Override
    public Set<String> kinds() {
        return Set.of(MorningReport.KIND);
    }

    @Override
    public Draft compose(OutboxMessage message) {
        var asked = ReportSubject.parse(message.subject());
        var scope = morning.scopes().stream().filter(asked::isOf).findFirst();
        return scope.map(one -> mail(message, one, asked))
                .orElseGet(() -> new Draft.None(new Outcome.Dropped("no-such-shop")));
    }

    private Draft mail(OutboxMessage message, Scope scope, ReportSubject asked) {
        var briefing = morning.brief(scope, asked.span());
        var text = new ReportText(words, briefing);
        var profit = Boolean.parseBoolean(message.attributes().getOrDefault("profit", "false"));
        var edition = Integer.parseInt(message.attributes().getOrDefault("edition", "0"));
        var failed = new ArrayList<String>();
        var attachments = new ArrayList<Attachment>();
        var pictures = pictures(briefing, text, attachments, failed);
        made("xlsx", failed, () -> Optional.of(new Workbook(words).of(briefing, profit)))
                .ifPresent(bytes -> attachments.add(
                        new Attachment("shophub-" + asked.toString().replace('/', '-') + ".xlsx", "", XLSX, bytes)));
        var model = new HashMap<String, Object>(figures(briefing, text, message, profit));
        model.put("tone", "blue");
        model.put("badge", words.text("report.badge", text.scope()));
        model.put(
                "heading",
                text.day() + "  "
                        + words.text(
                                "report.paid",
                                text.rows(briefing.lines(), List.of()).get(0).value()));
        model.put("secondHeading", edition == 2 ? words.text("report.second") : "");
        model.put("pictures", pictures);
        model.put("failed", failed);
        return new Draft.Mail(
                text.subject(edition),
                "report",
                model,
                Draft.Severity.INFO,
                scope.shop().map(shop -> shop.key()),
                List.of(new Draft.Told(message, MorningReport.KIND, "edition " + edition)),
                attachments);
    }

    private Map<String, Object> figures(Briefing briefing, ReportText text, OutboxMessage message, boolean profit) {
        var changed =
                Arrays.asList(message.attributes().getOrDefault("changed", "").split(","));
        var corrections = ReportSubject.read(message.attributes().getOrDefault("corrections", ""), catalogue);
        var lists = new ReportLists(words, links, briefing);
        var verdict = new VerdictText(words, briefing, text.lastYear());
        var model = new HashMap<String, Object>();
        model.put("missing", verdict.missing(settings.get().exportsTo()));
        model.put("headline", text.headline());
        model.put("plan", text.plan());
        model.put("rows", text.rows(briefing.lines(), changed));
        model.put("profit", profit ? text.rows(briefing.profit(), changed) : List.of());
        model.put("why", text.why());
        model.put("shifts", text.shifts());
        model.put("movers", lists.items(briefing.movers()));
        model.put("todos", lists.todos());
        model.put("top", lists.items(briefing.top()));
        model.put("falling", lists.items(briefing.falling()));
        model.put("atRisk", lists.atRisk());
        model.put("openReviews", lists.openReviews());
        model.put("rivals", lists.rivals());
        model.put("sides", verdict.sides());
        model.put("corrections", verdict.corrections(corrections));
        model.put("compared", text.compared());
        model.put(
                "verdicts",
                verdict.verdicts(
                        !message.attributes().getOrDefault("edition", "0").equals("2")));
        model.put("complete", briefing.complete());
        return model;
    }

    /** A chart as the template shows it. */
    public record Picture(String title, String light, String dark) {}

    private List<Picture> pictures(
            Briefing briefing, ReportText text, List<Attachment> attachments, List<String> failed) {
        var names = briefing.why().stream()
                .flatMap(why -> why.effects().stream())
                .collect(Collectors.toMap(effect -> effect.name(), effect -> text.factor(effect.name())));
        var pictures = new ArrayList<Picture>();
        Map<String, Function<Charts.Shade, Optional<byte[]>>> drawn = new LinkedHashMap<>();
        drawn.put("trend", shade -> charts.trend(briefing, shade));
        drawn.put("split", shade -> charts.split(briefing, names, shade));
        drawn.put("channels", shade -> charts.channels(briefing, shade));
        drawn.put("top", shade -> charts.top(briefing, shade));
        drawn.forEach((name, draw) -> {
            var light = made(name, failed, () -> draw.apply(Charts.Shade.LIGHT));
            var dark = light.isEmpty() ? light : made(name, failed, () -> draw.apply(Charts.Shade.DARK));
            if (light.isPresent() && dark.isPresent()) {
                attachments.add(Attachment.picture(name + "-light", light.get()));
                attachments.add(Attachment.picture(name + "-dark", dark.get()));
                pictures.add(new Picture(words.text("report.chart." + name), name + "-light", name + "-dark"));
            }
        });
        return pictures;
    }

    /** A part that may fail for reasons of its own, such as a computer without graphics libraries: the figures go all the same. */
    private <T> Optional<T> made(String part, List<String> failed, Supplier<Optional<T>> make) {
        try {
            return make.get();
        } catch (RuntimeException | LinkageError broken) {
            LOG.warn("A part of the report could not be made (part={})", part, broken);
            failed.add(words.text("report.failed", words.textOr("report.chart." + part, part)));
            return Optional.empty();
        }
    }
}

package dev.shophub.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./hub map SHOP SKU ERP_SKU}, {@code map --export FILE.csv}, {@code map --import FILE.csv}. */
@Command(name = "map")
final class MapCommand extends VerbCommand {

    @Spec
    CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "SHOP", descriptionKey = "parameter.shop")
    String shop;

    @Parameters(index = "1", arity = "0..1", paramLabel = "SKU", descriptionKey = "parameter.sku")
    String code;

    @Parameters(index = "2", arity = "0..1", paramLabel = "ERP_SKU", descriptionKey = "parameter.erp-sku")
    String erpSku;

    @Option(names = "--export", paramLabel = "FILE.csv", descriptionKey = "option.map-export")
    Path exported;

    @Option(names = "--import", paramLabel = "FILE.csv", descriptionKey = "option.map-import")
    Path imported;

    @Option(names = "--gbk", descriptionKey = "option.map-gbk")
    boolean gbk;

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    MapCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        if (exported != null && imported != null) {
            throw VerbRefusedException.wrongUse("map-both");
        }
        if (exported != null) {
            return export();
        }
        return imported != null ? take() : map();
    }

    private int map() {
        var missing = new ArrayList<ArgSpec>();
        if (shop == null || code == null || erpSku == null) {
            spec.positionalParameters().stream()
                    .filter(parameter -> parameter.getValue() == null)
                    .forEach(missing::add);
            throw new MissingParameterException(spec.commandLine(), missing, "map");
        }
        var mapped = session.ask(MapVerb.CALL, new MapVerb.Request(shop, code, erpSku, HubDoor.user()));
        if (json) {
            json(mapped);
        } else {
            say("map.done", mapped.shop(), mapped.sku(), mapped.erpSku(), mapped.released());
        }
        return ExitCode.GOOD;
    }

    private int export() {
        var rows = session.ask(MappingSheetVerb.LIST, new MappingSheetVerb.ListRequest(Optional.ofNullable(shop)));
        var text = MappingFile.write(rows, head(session.words()), gbk);
        try {
            Files.write(exported, text);
        } catch (IOException unwritable) {
            throw VerbRefusedException.cannot("map-unwritable", exported.toString());
        }
        if (json) {
            json(rows);
        } else {
            say(
                    "map.exported",
                    rows.size(),
                    exported,
                    rows.stream().filter(row -> row.erpSku().isEmpty()).count(),
                    rows.stream().filter(row -> row.suggestion().isPresent()).count());
        }
        return ExitCode.GOOD;
    }

    private int take() {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(imported);
        } catch (IOException unreadable) {
            throw VerbRefusedException.cannot("change-unreadable", imported.toString());
        }
        var answer = session.ask(
                MappingSheetVerb.IMPORT,
                new MappingSheetVerb.ImportRequest(
                        MappingFile.read(bytes, List.of(head(Words.in("zh")), head(Words.in("en")))),
                        imported.getFileName().toString(),
                        HubDoor.user()));
        if (json) {
            json(answer);
        } else {
            tell(answer);
        }
        return answer.faults().isEmpty() ? ExitCode.GOOD : ExitCode.TROUBLE;
    }

    private void tell(MappingSheetVerb.Imported answer) {
        for (var fault : answer.faults()) {
            var sentence = session.words()
                    .say("map.fault." + fault.key(), fault.particulars().toArray());
            say(
                    "change.line",
                    fault.line(),
                    fault.near().isEmpty()
                            ? sentence
                            : sentence + " " + session.words().say("refused.near", String.join(", ", fault.near())));
        }
        if (!answer.faults().isEmpty()) {
            say("map.faulty", answer.faults().size());
            return;
        }
        answer.set()
                .ifPresentOrElse(
                        set -> say("map.imported", answer.mapped(), answer.released(), set),
                        () -> say("map.nothing-new"));
        say("map.left", answer.same(), answer.empty());
    }

    private static Function<String, String> head(Words words) {
        return column -> words.say("map.column." + column.replace('_', '-'));
    }

    /** {@code ./hub map undo ID}, {@code ./hub map undo SHOP SKU}. */
    @Command(name = "undo")
    static final class Undo extends VerbCommand {

        @Parameters(index = "0", paramLabel = "ID|SHOP", descriptionKey = "parameter.map-set")
        String set;

        @Parameters(index = "1", arity = "0..1", paramLabel = "SKU", descriptionKey = "parameter.sku")
        String code;

        @Option(names = "--json", descriptionKey = "option.json")
        boolean json;

        Undo(Session session) {
            super(session);
        }

        @Override
        public Integer call() {
            var undone = session.ask(
                    MapVerb.UNDO,
                    code == null
                            ? new MapVerb.UndoRequest(Optional.empty(), set, HubDoor.user())
                            : new MapVerb.UndoRequest(Optional.of(set), code, HubDoor.user()));
            if (json) {
                json(undone);
            } else {
                tell(undone);
            }
            return undone.quiet() && undone.delivered().isEmpty() ? ExitCode.GOOD : ExitCode.TROUBLE;
        }

        private void tell(MapVerb.Undone undone) {
            undone.back()
                    .forEach(one -> say(
                            one.erpSku().isPresent() ? "map.back" : "map.back-to-nothing",
                            one.shop(),
                            one.code(),
                            one.erpSku().orElse("")));
            undone.left().forEach(one -> say("map.changed-since", one.shop(), one.code()));
            if (!undone.quiet()) {
                say("hold.still-sending");
            }
            if (!undone.delivered().isEmpty()) {
                say("map.delivered", undone.count(), undone.delivered().size());
                var table = new Table(heads("shop", "subject", "sku", "erp", "state", "placed"));
                undone.delivered()
                        .forEach(order -> table.row(
                                order.shop(),
                                order.order(),
                                order.code(),
                                order.erpId(),
                                order.status(),
                                time(order.placedAt())));
                table(table);
            }
        }
    }

    /** {@code ./hub map merge OLD NEW}. */
    @Command(name = "merge")
    static final class Merge extends VerbCommand {

        @Parameters(index = "0", paramLabel = "OLD", descriptionKey = "parameter.merge-old")
        String old;

        @Parameters(index = "1", paramLabel = "NEW", descriptionKey = "parameter.merge-new")
        String sku;

        Merge(Session session) {
            super(session);
        }

        @Override
        public Integer call() {
            var merged = session.ask(MapVerb.MERGE, new MapVerb.MergeRequest(old, sku, HubDoor.user()));
            say("map.merged", merged.old(), merged.sku(), merged.codes(), merged.released(), merged.set());
            return ExitCode.GOOD;
        }
    }
}

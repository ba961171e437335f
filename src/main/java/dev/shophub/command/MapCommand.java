package dev.shophub.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./hub map SHOP SKU ERP_SKU}. */
@Command(name = "map")
final class MapCommand extends VerbCommand {

    @Parameters(index = "0", paramLabel = "SHOP", descriptionKey = "parameter.shop")
    String shop;

    @Parameters(index = "1", paramLabel = "SKU", descriptionKey = "parameter.sku")
    String code;

    @Parameters(index = "2", paramLabel = "ERP_SKU", descriptionKey = "parameter.erp-sku")
    String erpSku;

    MapCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        var mapped = session.ask(
                MapVerb.CALL, new MapVerb.Request(shop, code, erpSku, System.getProperty("user.name", "unknown")));
        say("map.done", mapped.shop(), mapped.sku(), mapped.erpSku(), mapped.released());
        return ExitCode.GOOD;
    }
}

package dev.shophub.camel.gate;

/** How samples and other sides are called, by the name of what is played: {@code erp/order}, {@code shop-orders}. */
final class People {

    private People() {}

    /** {@code erp/order}: sample orders. */
    static Clause of(String script) {
        if (script.contains("/")) {
            var kind = script.substring(script.indexOf('/') + 1);
            return switch (script) {
                case "erp/order" -> Clause.of("sample-orders", "sample orders");
                case "erp/refund" -> Clause.of("sample-refunds", "sample refunds");
                case "listing/stock" -> Clause.of("sample-items", "sample items");
                default -> script.startsWith("mail/")
                        ? Clause.of("sample-mails", "sample " + kind + " mails", kind)
                        : Clause.of("sample-messages", "sample " + kind + " messages", kind);
            };
        }
        return script.startsWith(InventedShop.SHOP + "-")
                ? Clause.of("page-of", "the page of " + stream(script), stream(script))
                : new Clause(script, script);
    }

    private static String stream(String script) {
        return script.replaceFirst("^" + InventedErp.ERP + "-", "ERP ").replaceFirst("^" + InventedShop.SHOP + "-", "");
    }

    /** Whoever is told. */
    static Clause destination(String script) {
        return switch (script.contains("/") ? script.substring(0, script.indexOf('/')) : "") {
            case "erp" -> Clause.of("the-erp", "the ERP");
            case "listing", "shipment", "change" -> Clause.of("the-shop", "the shop");
            case "mail" -> Clause.of("the-mail-server", "the mail server");
            default -> Clause.of("their-end", "their end");
        };
    }
}

package dev.shophub.simulator.trade;

import java.time.LocalDateTime;

/** A person counted again: so many pieces more or less. */
final class Correction {
    final LocalDateTime at;
    final String product;
    final String note;
    final long pieces;

    Correction(FolderRow row) {
        this.at = row.requiredTime("corrected_at");
        this.product = row.id("product_id");
        this.note = row.text("note", 200);
        this.pieces = row.whole("quantity", -1_000_000_000L, 1_000_000_000L);
    }
}

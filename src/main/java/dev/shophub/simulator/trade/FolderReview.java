package dev.shophub.simulator.trade;

import java.time.LocalDateTime;

/** One row of a folder's reviews. */
record FolderReview(String id, FolderOrder order, int stars, String title, String text, LocalDateTime told) {

    FolderReview(FolderRow row, FolderOrder order) {
        this(
                row.id("review_id"),
                order,
                (int) row.whole("stars", 1, 5),
                row.text("title", 200),
                row.text("text", 10_000),
                row.requiredTime("created_at"));
    }

    /** No earlier than the order. */
    LocalDateTime at() {
        return told.isBefore(order.placedAt) ? order.placedAt : told;
    }

    String content(Invention invention) {
        var content = title.isEmpty() || text.isEmpty() ? title + text : title + "\n" + text;
        return content.isBlank() ? invention.review(order.id, stars) : content;
    }
}

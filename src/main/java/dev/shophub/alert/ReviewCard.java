package dev.shophub.alert;

/**
 * One review as a mail shows it: masked, in the shop's time, empty where there is nothing.
 *
 * @param rating the platform's own word, with the reader's beside it
 * @param stars drawn, only where the platform has stars
 * @param deadline how long the shop may still answer
 * @param link where a person answers
 */
public record ReviewCard(
        String title,
        String code,
        String order,
        String rating,
        String stars,
        String text,
        String followUp,
        String followUpAt,
        String reply,
        String writtenAt,
        String deadline,
        String link,
        boolean deleted) {}

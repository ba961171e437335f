package dev.shophub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a run lost and doubled, counted once when nothing moves any more.
 *
 * @param lost by kind: what is not where it belongs, or not at its latest change
 * @param doubled by kind: what is there twice, or had an effect twice
 * @param repeatedMails mails beyond the first with the same Message-ID to the same recipient
 */
record Account(Map<String, List<String>> lost, Map<String, List<String>> doubled, long repeatedMails) {

    /** @param repeated so many mails may stand in the mailbox twice: one for each time the hub was killed */
    void nothingIsLostOrDoubled(long repeated) {
        lost.forEach((what, which) -> assertThat(which).as("lost: " + what).isEmpty());
        doubled.forEach(
                (what, which) -> assertThat(which).as("doubled: " + what).isEmpty());
        assertThat(repeatedMails).as("repeated mails").isLessThanOrEqualTo(repeated);
    }

    @Override
    public String toString() {
        return "lost: %s; doubled: %s; mails repeated: %d".formatted(counts(lost), counts(doubled), repeatedMails);
    }

    private static String counts(Map<String, List<String>> found) {
        return found.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue().size())
                .collect(Collectors.joining(", "));
    }
}

package dev.shophub.alert;

import static dev.shophub.alert.MailWorld.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.store.RouteRevisions;
import dev.shophub.store.Said;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an edit changes is told in the mail's language, whoever let it in named first. */
class EditMailIT {

    private static final String FILE = "deliver.camel.yaml";

    private final MailWorld world = new MailWorld();
    private final RouteRevisions revisions = new RouteRevisions(world.jdbc, world.clock);
    private final Edits edits = new Edits(world.outbox, world.recipients, world.transaction, world.clock);

    @BeforeEach
    void open() {
        var text = new TroubleText(
                world.words, new ShopTitles(world.shops), () -> world.mail.get().timeZone());
        world.add(new EditComposer(revisions, world.words, text, world.mail));
    }

    @Test
    void theEffectIsSaidInTheReadersLanguage() throws Exception {
        edits.edited(
                revisions.ran(FILE, "- route: {}\n", "li", "accepted by li, saved by root\n30 of 49 sample orders …"),
                List.of(
                        Said.text("accepted-by", "li", Said.text("saved-by", "root")),
                        Said.text("held", 30, 49, Said.text("sample-orders"), Said.text("the-erp"))));

        assertThat(world.deliver()).singleElement().satisfies(mail -> assertThat(body(mail, "text/plain"))
                .contains("由 li 确认，由 root 保存\n49 个样本订单里有 30 个不再发往 ERP，会被暂存")
                .doesNotContain("sample"));
    }

    @Test
    void whatChangesNothingSaysSo() throws Exception {
        edits.edited(revisions.ran(FILE, "- route: {}\n", "li", ""), List.of());

        assertThat(world.deliver()).singleElement().satisfies(mail -> assertThat(body(mail, "text/plain"))
                .contains("没有变化"));
    }

    @Test
    void whatTheReleaseBeforeWroteIsShownAsItStands() throws Exception {
        edits.edited(revisions.ran(FILE, "- route: {}\n", "li", "the route report is new"), List.of());
        world.jdbc.update("UPDATE outbox SET attributes = '{}'");

        assertThat(world.deliver()).singleElement().satisfies(mail -> assertThat(body(mail, "text/plain"))
                .contains("the route report is new"));
    }
}

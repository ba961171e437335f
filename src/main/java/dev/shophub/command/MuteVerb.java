package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.model.SkuCode;
import dev.shophub.store.MutedSkus;
import dev.shophub.store.OrderHolds;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Keeps mails about the low stock of a SKU away until a day. */
final class MuteVerb {

    static final VerbCall<Request, Muted> CALL = new VerbCall<>("mute", Request.class, new TypeReference<>() {}, false);
    static final VerbCall<ListRequest, List<Muted>> LIST =
            new VerbCall<>("mute-list", ListRequest.class, new TypeReference<>() {}, false);

    private final MutedSkus muted;
    private final OrderHolds known;

    MuteVerb(MutedSkus muted, OrderHolds known) {
        this.muted = muted;
        this.known = known;
    }

    Muted mute(Request request) {
        if (!known.knowsItem(request.sku())) {
            throw VerbRefusedException.cannot("nothing-to-mute", request.sku());
        }
        var until = GoLiveVerb.moment(request.until(), ZoneId.of(request.zone()));
        muted.mute(new SkuCode(request.sku()), until, request.author());
        return new Muted(request.sku(), until, request.author());
    }

    List<Muted> list(ListRequest request) {
        return muted.all().stream()
                .map(one -> new Muted(one.code().value(), one.until(), one.author()))
                .toList();
    }

    /**
     * @param sku a merchant code, in every shop
     * @param until a day or a moment; one that is past ends it
     * @param zone of the time typed
     */
    record Request(String sku, String until, String zone, String author) implements Steering {
        @Override
        public List<String> subjects() {
            return List.of(sku);
        }

        @Override
        public String words() {
            return "--until " + until;
        }
    }

    /** Asks what is muted. */
    record ListRequest() {}

    record Muted(String sku, Instant until, String author) {}
}

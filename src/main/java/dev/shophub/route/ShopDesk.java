package dev.shophub.route;

import dev.shophub.model.ShopKey;

/** Lets a running hub know a shop by another name. */
public interface ShopDesk {

    /**
     * Ends what is read under the new name, lets the rows be brought over in between, and reads the shop on under it; no edit of
     * the configuration is followed meanwhile.
     *
     * @param former not configured any more
     * @param fresh configured
     * @param rows brings over what is stored; when it throws, the new name is read as before and the exception passed on
     */
    void rename(ShopKey former, ShopKey fresh, Runnable rows);
}

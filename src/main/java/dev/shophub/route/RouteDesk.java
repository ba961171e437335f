package dev.shophub.route;

import java.util.List;
import java.util.Optional;

/** Where a person asks about route files and decides. Every method that decides throws {@link RouteRefusedException}. */
public interface RouteDesk {

    /** All files, by name. */
    List<FileStatus> files();

    /** All routes of the running hub, by file and id. */
    List<RouteStatus> routes();

    /** What the file on disk changes against what runs, as a unified diff; empty when nothing. */
    List<String> diff(String file);

    /**
     * A save that waits may run, or a file that is gone may end its routes; takes effect within seconds.
     *
     * @param by user of whoever decides, kept with the revision; empty: unknown
     */
    FileStatus accept(String file, String by);

    /**
     * Writes a former text back into the file and keeps the other one as a revision.
     *
     * @param revision empty: what runs, where the file differs; else what ran before
     * @param by user of whoever decides, kept with the revision; empty: unknown
     * @return the number of the revision that stands in the file now
     */
    long rollback(String file, Optional<Long> revision, String by);

    /** Rehearses the file as it stands on disk. */
    DryRun dryRun(String file);

    /** Lets a route stand still, over restarts too. */
    void pause(String route);

    void resume(String route);

    /** Reads no stream of a shop, over restarts too. */
    void pauseShop(String shop);

    /** @return false when the shop did not stand still by a person's word */
    boolean resumeShop(String shop);
}

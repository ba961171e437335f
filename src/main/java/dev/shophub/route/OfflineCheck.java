package dev.shophub.route;

/** Looks at the files while no hub runs; found as a service, so that the command line starts nothing. */
public interface OfflineCheck {

    /**
     * Reads all files as a start would.
     *
     * @param options {@code --config=DIR}, {@code --routes=DIR}
     * @throws RouteRefusedException when no folder is found
     */
    CheckedConfiguration check(String... options);
}

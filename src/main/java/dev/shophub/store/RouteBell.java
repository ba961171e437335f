package dev.shophub.store;

import java.util.List;

/** Rung when an edit of a route file or a query runs; the admins are told with its diff and its effect. */
public interface RouteBell {

    /** @param effects what it changes and who let it in, as values of what is {@link Said}; empty: it changes nothing */
    void edited(RouteRevision revision, List<String> effects);
}

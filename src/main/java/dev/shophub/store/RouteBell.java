package dev.shophub.store;

/** Rung when an edit of a route file or a query runs; the admins are told with its diff and its effect. */
public interface RouteBell {

    void edited(RouteRevision revision);
}

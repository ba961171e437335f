package dev.shophub.simulator.erp;

/** How the books took a document. {@code id}: the ERP's number of it. */
record Accepted(long id, Outcome outcome, long version) {

    enum Outcome {
        CREATED,
        CHANGED,
        UNCHANGED,
        /** The ERP already holds a newer version. */
        OLDER
    }
}

package dev.shophub.simulator.stage;

/** Which page of a list is wanted, from 1; {@code total} also counts. */
public record Paging(int number, int size, boolean total) {

    public long offset() {
        return (number - 1L) * size;
    }
}

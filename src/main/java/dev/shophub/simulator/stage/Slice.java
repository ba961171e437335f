package dev.shophub.simulator.stage;

import java.util.List;
import java.util.Optional;

/** A page of a list, and how many rows there are in all when that was asked for. */
public record Slice<T>(List<T> rows, boolean more, Optional<Long> total) {}

package dev.shophub.inbox;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A row of figures.
 *
 * @param line in the file, from 1
 * @param path where visitors came from, level by level, or the plan; empty: all together
 * @param figures by key; what the row does not tell is absent
 */
record ExportRow(int line, LocalDate day, String item, List<String> path, Map<String, BigDecimal> figures) {}

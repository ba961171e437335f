package dev.shophub.route;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** Two texts line by line. */
public final class TextDiff {

    private static final int AROUND = 3;

    private TextDiff() {}

    /** As {@code diff -u} writes it; empty when they are equal. */
    public static List<String> unified(String name, String before, String after) {
        var old = before.lines().toList();
        return UnifiedDiffUtils.generateUnifiedDiff(
                name, name, old, DiffUtils.diff(old, after.lines().toList()), AROUND);
    }
}

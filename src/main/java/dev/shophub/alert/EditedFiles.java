package dev.shophub.alert;

import dev.shophub.review.CriticalWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/** Looks at the files of alerts and mails that admins edit, without sending anything. */
public final class EditedFiles {

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^{}]*)(}?)");

    private EditedFiles() {}

    /** A sentence for each fault, {@code FILE:LINE …}, none when all is well. */
    public static List<String> faults(Path config) {
        var faults = new ArrayList<String>();
        new CriticalWords(config.resolve("reviews").resolve("critical.txt"))
                .problem()
                .ifPresent(faults::add);
        new Thresholds(config.resolve("low-stock.csv")).problem().ifPresent(faults::add);
        var folder = config.resolve("mail");
        try (var files = Files.list(folder)) {
            for (var file : files.filter(EditedFiles::isTemplate).sorted().toList()) {
                template(file, faults);
            }
        } catch (IOException missing) {
            faults.add(folder + ":1: the templates cannot be read; put the shipped ones there, in UTF-8");
        }
        return faults;
    }

    private static boolean isTemplate(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(".html") || name.endsWith(".txt");
    }

    /** Every expression must be one; whether it finds what it names is seen with a real mail. */
    private static void template(Path file, List<String> faults) throws IOException {
        int number = 0;
        for (var line : Files.readAllLines(file)) {
            number++;
            var found = EXPRESSION.matcher(line);
            while (found.find()) {
                if (found.group(2).isEmpty() || !isExpression(found.group(1))) {
                    faults.add(file + ":" + number + ": '" + found.group()
                            + "' is no expression; compare it with the shipped template");
                }
            }
        }
    }

    private static boolean isExpression(String text) {
        try {
            new SpelExpressionParser().parseExpression(text);
            return true;
        } catch (ParseException | IllegalStateException | IllegalArgumentException wrong) {
            return false;
        }
    }
}

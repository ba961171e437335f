package dev.shophub.settings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Says why the hub did not start without a frame and without a stack trace. */
final class OneSentenceReporter implements FailureAnalysisReporter {

    private static final Logger log = LoggerFactory.getLogger("dev.shophub.start");

    @Override
    public void report(FailureAnalysis analysis) {
        log.error(
                "ShopHub did not start. {}{}",
                oneLine(analysis.getDescription()),
                analysis.getAction() == null ? "" : " " + oneLine(analysis.getAction()));
        log.debug("Where it came from", analysis.getCause());
    }

    /** What frameworks say goes over several lines. */
    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}

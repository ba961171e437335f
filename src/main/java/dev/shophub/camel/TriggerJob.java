package dev.shophub.camel;

import java.util.Map;
import org.quartz.Job;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;

/**
 * Runs what the job carries; it only hands work on. It is not looked up in the scheduler's context: Quartz copies that one at
 * every firing, and a stream that starts meanwhile would end another's trigger for good.
 */
public final class TriggerJob implements Job {

    private static final String WORK = "work";

    static JobDataMap running(Runnable work) {
        return new JobDataMap(Map.of(WORK, work));
    }

    @Override
    public void execute(JobExecutionContext context) {
        ((Runnable) context.getJobDetail().getJobDataMap().get(WORK)).run();
    }
}

package dev.shophub.camel;

import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.SchedulerException;

/** Runs the trigger that was put into the scheduler's context under the job's key; it only hands work on. */
public final class TriggerJob implements Job {

    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
        try {
            var trigger = context.getScheduler().getContext().get(context.getJobDetail().getKey().toString());
            if (trigger instanceof Runnable runnable) {
                runnable.run();
            }
        } catch (SchedulerException broken) {
            throw new JobExecutionException(broken);
        }
    }
}

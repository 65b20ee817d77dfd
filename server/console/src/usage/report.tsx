import type { Client } from '@iama/client/create-client';
import type { LimitUse } from '@iama/contracts/usage/quota';
import type { UsageReport } from '@iama/contracts/usage/usage';
import { Models } from './models.tsx';
import { Receipts } from './receipts.tsx';
import { REASONS } from './usage-words.ts';

/** The figures of this month, job by job. */
export function Report({ api, report }: { api: Client; report: UsageReport }) {
  const { billing_cycle, daily_jobs, monthly_credits, job_counts, used_credits, models, jobs } = report;
  const { consumed, held, released } = job_counts;
  const older = consumed + held + released - jobs.length;
  return (
    <section class="card" aria-labelledby="figures">
      <h2 id="figures">{billing_cycle}</h2>
      <dl class="facts">
        <dt>Today</dt>
        <dd>{limitWords(daily_jobs, 'jobs')}</dd>
        <dt>Credits</dt>
        <dd>{limitWords(monthly_credits, 'credits')}</dd>
        <dt>Jobs</dt>
        <dd>
          {consumed} counted, {held} under way, {released} not counted; {used_credits} credits
        </dd>
      </dl>
      <Models models={models} />
      {jobs.length > 0 && (
        <div class="scroll" tabIndex={0} role="region" aria-label="Jobs of this month">
          <table>
            <caption class="quiet">Jobs, the newest first</caption>
            <thead>
              <tr>
                <th scope="col">Job</th>
                <th scope="col">Counts</th>
                <th scope="col">Credits</th>
                <th scope="col">Receipts</th>
              </tr>
            </thead>
            <tbody>
              {jobs.map((job) => (
                <tr key={job.job_id}>
                  <td>
                    {job.recipe_id === null ? 'a job that is gone' : <JobLink id={job.job_id} name={job.recipe_id} />}
                  </td>
                  <td>{job.reason === null ? 'under way' : REASONS[job.reason]}</td>
                  <td>{job.status === 'held' ? `${job.held_credits} set aside` : job.used_credits}</td>
                  <td>{job.recipe_id !== null && <Receipts api={api} jobId={job.job_id} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {older > 0 && <p class="quiet">and {older} older</p>}
    </section>
  );
}

/** Several jobs of one recipe have to be told apart, by ear too. */
function JobLink({ id, name }: { id: string; name: string }) {
  return (
    <a class="whole" href={`#/jobs/${id}`}>
      {name} <span class="quiet">…{id.slice(-6)}</span>
    </a>
  );
}

function limitWords(use: LimitUse | null, what: string): string {
  if (use === null) return 'no limit';
  const held = use.held > 0 ? `, ${use.held} set aside` : '';
  return `${use.used} of ${use.limit} ${what} used${held}`;
}

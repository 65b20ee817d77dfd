import type { Client } from '@iama/client/create-client';
import type { UsageReport, UsageSummary } from '@iama/contracts/usage/usage';
import { useEffect, useState } from 'preact/hooks';
import { ClockTime } from '../look/clock-time.tsx';
import { Problem } from '../look/problem.tsx';
import { Report } from './report.tsx';
import { leftWords, shareWords, typicalWords } from './usage-words.ts';

/** How the account stands: a bar and what is left; figures on demand, and no amounts before. */
export function UsagePage({ api }: { api: Client }) {
  const [summary, setSummary] = useState<UsageSummary | null>(null);
  const [report, setReport] = useState<UsageReport | null>(null);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    const stop = new AbortController();
    api.call('usage.summary', { signal: stop.signal }).then(setSummary, (cause: unknown) => {
      if (!stop.signal.aborted) setError(cause);
    });
    return () => stop.abort();
  }, [api]);

  function toggle() {
    if (report !== null) return setReport(null);
    setError(null);
    api.call('billing.usage_report', { query: {} }).then(setReport, setError);
  }

  return (
    <>
      <p>
        <a href="#/">All jobs</a>
      </p>
      <h1>Usage</h1>
      <Problem error={error} />
      {summary !== null && <Summary summary={summary} />}
      <p>
        <button type="button" aria-expanded={report !== null} aria-controls="usage-figures" onClick={toggle}>
          {report === null ? 'Show the figures' : 'Hide the figures'}
        </button>
      </p>
      <div id="usage-figures">{report !== null && <Report api={api} report={report} />}</div>
    </>
  );
}

function Summary({ summary }: { summary: UsageSummary }) {
  const { tier, percent_used, resets_at, jobs_under_way } = summary;
  const [share, typical] = [shareWords(summary), typicalWords(summary)];
  return (
    <section class="card" aria-labelledby="plan">
      <h2 id="plan">Plan {tier}</h2>
      {percent_used !== null && share !== null && (
        <p class="row">
          <meter class="usage" min={0} max={100} high={90} optimum={0} value={percent_used} aria-label={share}>
            {share}
          </meter>
          <span aria-hidden="true">{share}</span>
        </p>
      )}
      <p>{leftWords(summary)}</p>
      {typical !== null && <p class="quiet">{typical}</p>}
      {resets_at !== null && (
        <p class="quiet">
          Starts again <ClockTime at={resets_at} />
        </p>
      )}
      {jobs_under_way > 0 && <p class="quiet">Jobs under way: {jobs_under_way}</p>}
    </section>
  );
}

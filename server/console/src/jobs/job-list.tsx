import type { Job } from '@iama/contracts/job/job';
import { useEffect, useState } from 'preact/hooks';
import { ClockTime } from '../look/clock-time.tsx';
import { Problem } from '../look/problem.tsx';
import { StatePill } from '../look/state-pill.tsx';
import type { Client } from '@iama/client/create-client';
import { targetWords } from './target-words.ts';

const REFRESH_MS = 5000;

export function JobList({ api }: { api: Client }) {
  const [pages, setPages] = useState<readonly Job[] | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    const stop = new AbortController();
    const load = async () => {
      try {
        const page = await api.call('jobs.list', { query: {}, signal: stop.signal });
        setPages((old) => merge(page.items, old ?? []));
        setCursor((old) => old ?? page.next_cursor);
        setError(null);
      } catch (cause) {
        if (!stop.signal.aborted) setError(cause);
      }
    };
    void load();
    const timer = setInterval(() => void load(), REFRESH_MS);
    return () => {
      clearInterval(timer);
      stop.abort();
    };
  }, [api]);

  async function more() {
    if (cursor === null) return;
    const page = await api.call('jobs.list', { query: { cursor } });
    setPages((old) => merge(old ?? [], page.items));
    setCursor(page.next_cursor);
  }

  return (
    <>
      <h1>Jobs</h1>
      <Problem error={error} />
      {pages !== null && pages.length === 0 && <Empty />}
      {pages !== null && pages.length > 0 && (
        <div class="card">
          <table>
            <thead>
              <tr>
                <th scope="col">Recipe</th>
                <th scope="col">Target</th>
                <th scope="col">State</th>
                <th scope="col">Created</th>
              </tr>
            </thead>
            <tbody>
              {pages.map((job) => (
                <tr key={job.id}>
                  <td>
                    <a href={`#/jobs/${job.id}`}>{job.recipe_id}</a>
                  </td>
                  <td>{targetWords(job.target)}</td>
                  <td>
                    <StatePill state={job.state} />
                    {job.delivery_status !== 'none' && (
                      <span class="quiet"> {job.delivery_status.replace('_', ' ')}</span>
                    )}
                  </td>
                  <td>
                    <ClockTime at={job.created_at} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {cursor !== null && (
            <p>
              <button type="button" onClick={() => void more()}>
                Show older jobs
              </button>
            </p>
          )}
        </div>
      )}
    </>
  );
}

function Empty() {
  return (
    <div class="card">
      <p>No job yet. Start one in a repository:</p>
      <pre>
        <code>iama refactor --recipe unused-code --target src</code>
      </pre>
    </div>
  );
}

/** Newest first, each job once, the fresher copy kept. */
function merge(fresh: readonly Job[], old: readonly Job[]): readonly Job[] {
  const byId = new Map([...old, ...fresh].map((job) => [job.id, job]));
  return [...byId.values()].toSorted((a, b) => b.created_at.localeCompare(a.created_at) || b.id.localeCompare(a.id));
}

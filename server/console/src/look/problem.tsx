import { ApiError } from '@iama/client/api-error';

/** An error as a person reads it: what happened, and what to do. */
export function Problem({ error }: { error: unknown }) {
  if (error === null || error === undefined) return null;
  const known = error instanceof ApiError;
  return (
    <p class="alert bad" role="alert">
      {error instanceof Error ? error.message : 'Something went wrong.'}{' '}
      {known ? error.next : 'Reload the page to try again.'}
      {known && <small class="quiet"> ({error.code})</small>}
    </p>
  );
}

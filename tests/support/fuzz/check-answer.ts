import assert from 'node:assert/strict';
import { ERROR_CATALOGUE } from '@iama/contracts/error/catalogue';
import type { ErrorCode } from '@iama/contracts/error/catalogue';
import { Problem } from '@iama/contracts/error/problem';
import type { RouteShape } from '@iama/contracts/http/route';

/** What every route may answer with, beside what its row of the table names. */
const ANYWHERE: readonly string[] = [
  'VALIDATION_FAILED',
  'UNAUTHENTICATED',
  'MALFORMED_JSON',
  'UNSUPPORTED_MEDIA_TYPE',
  'PAYLOAD_TOO_LARGE',
  'ROUTE_NOT_FOUND',
];

/** An answer is what the table says: its own status and schema, or one of its errors, word for word from the catalogue. */
export function checkAnswer(route: RouteShape, response: Response, text: string): void {
  if (response.ok) {
    assert.equal(response.status, route.status);
    if (route.status !== 204) route.response.parse(JSON.parse(text));
    return;
  }
  assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/, text);
  const problem = Problem.parse(JSON.parse(text));
  assert.ok(response.status < 500, `${response.status}: ${text}`);
  assert.ok(Object.hasOwn(ERROR_CATALOGUE, problem.code), problem.code);
  const { status, next } = ERROR_CATALOGUE[problem.code as ErrorCode];
  assert.deepEqual([problem.status, response.status, problem.next], [status, status, next]);
  assert.ok([...route.errors, ...ANYWHERE].includes(problem.code), `${problem.code} is not in the table`);
  assert.doesNotMatch(text, /node_modules|\.ts:\d|\bat async\b|failed query/i);
}

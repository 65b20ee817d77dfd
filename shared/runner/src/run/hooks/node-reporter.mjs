import { createRequire } from 'node:module';

const { recorder, describeError } = createRequire(import.meta.url)('./record.cjs');

/** A reporter for node:test. Yields nothing: people's output is left to the reporter beside it. */
// oxlint-disable-next-line import/no-default-export -- that is how Node asks for a reporter
export default async function* iamaReporter(source) {
  const record = recorder('node_test');
  record({ type: 'start', framework: 'node_test' });
  /** Names of the enclosing suites and tests, by depth; reports come in the order of declaration. */
  const names = [];
  for await (const event of source) {
    const data = event.data;
    if (event.type === 'test:start') {
      names.length = data.nesting;
      names[data.nesting] = data.name;
    } else if (event.type === 'test:pass' || event.type === 'test:fail') {
      const failed = event.type === 'test:fail';
      const error = data.details && data.details.error;
      const isSuite = data.details && data.details.type === 'suite';
      // A suite fails because of a test in it, which reports for itself, or by its own hooks.
      if (isSuite && !(failed && error && error.failureType !== 'subtestsFailed')) continue;
      record({
        type: 'case',
        path: [...names.slice(0, data.nesting), data.name],
        file: data.file || null,
        status:
          data.todo !== undefined && data.todo !== false
            ? 'todo'
            : data.skip !== undefined && data.skip !== false
              ? 'skipped'
              : failed
                ? 'failed'
                : 'passed',
        duration_ms: data.details && data.details.duration_ms,
        error: failed
          ? describeError(
              error && error.cause && typeof error.cause === 'object'
                ? error.cause
                : error && error.cause
                  ? { name: null, message: String(error.cause), stack: String(error.stack || '') }
                  : error,
            )
          : undefined,
      });
    }
  }
  record({ type: 'end', framework: 'node_test' });
  yield '';
}

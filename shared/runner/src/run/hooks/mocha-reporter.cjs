'use strict';
const { recorder, describeError } = require('./record.cjs');

/** A mocha reporter that needs nothing of mocha's own: it works with every version, in parallel mode too. */
module.exports = class IamaReporter {
  constructor(runner) {
    const record = recorder('mocha');
    const report = (test, status, error) => {
      record({
        type: 'case',
        path: pathOf(test),
        file: test.file || null,
        status,
        duration_ms: test.duration,
        error: error && describeError(error),
      });
      process.stdout.write(
        `  ${status === 'passed' ? '✔' : status === 'failed' ? '✖' : '-'} ${pathOf(test).join(' > ')}\n`,
      );
      if (error) process.stdout.write(`${describeError(error).stack || describeError(error).message}\n`);
    };
    record({ type: 'start', framework: 'mocha' });
    runner.on('pass', (test) => report(test, 'passed'));
    runner.on('fail', (test, error) => report(test, 'failed', error || new Error('failed')));
    // A test without a body and one that was switched off look the same from here.
    runner.on('pending', (test) => report(test, 'skipped'));
    runner.on('end', () => record({ type: 'end', framework: 'mocha' }));
  }
};

function pathOf(test) {
  if (typeof test.titlePath === 'function') return test.titlePath();
  return [typeof test.fullTitle === 'function' ? test.fullTitle() : String(test.title)];
}

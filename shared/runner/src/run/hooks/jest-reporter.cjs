'use strict';
const { recorder, describeError } = require('./record.cjs');

const STATUS = {
  passed: 'passed',
  failed: 'failed',
  todo: 'todo',
  pending: 'skipped',
  skipped: 'skipped',
  disabled: 'skipped',
};

module.exports = class IamaReporter {
  constructor() {
    this.record = recorder('jest');
    this.record({ type: 'start', framework: 'jest' });
  }

  onTestResult(test, result) {
    const file = result.testFilePath || test.path;
    for (const each of result.testResults) {
      const messages = each.failureMessages || [];
      this.record({
        type: 'case',
        path: [...each.ancestorTitles, each.title],
        file,
        status: STATUS[each.status] || 'skipped',
        duration_ms: each.duration,
        error: messages.length > 0 ? fromText(messages.join('\n')) : undefined,
      });
    }
    if (result.testExecError && result.testResults.length === 0) {
      const error = describeError(result.testExecError);
      const text = result.failureMessage || error.stack || error.message;
      this.record({
        type: 'case',
        path: ['(the test file could not run)'],
        file,
        status: 'failed',
        duration_ms: null,
        error: { ...fromText(text), name: error.name || fromText(text).name },
      });
    }
  }

  onRunComplete() {
    this.record({ type: 'end', framework: 'jest' });
  }

  getLastError() {}
};

/** Jest hands failures on as text: `Name: message` and the stack, or the matcher's words. */
function fromText(text) {
  // oxlint-disable-next-line no-control-regex -- colours are control characters
  const plain = text.replace(/\u001b\[[0-9;]*m/g, '');
  const named = /^\s*(?:\w+ )?([A-Z]\w*(?:Error|Exception)\w*)(?: \[[^\]]*\])?: /.exec(plain);
  return { name: named ? named[1] : null, message: plain.trim().split('\n')[0], stack: plain };
}

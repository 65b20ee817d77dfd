'use strict';
// One line per fact, written at once: what is known survives a crash, a process.exit() and a kill.
const fs = require('node:fs');
const path = require('node:path');

exports.recorder = function recorder(framework) {
  const file = path.join(
    process.env.IAMA_RESULTS_DIR,
    `${framework}-${process.pid}-${Math.random().toString(36).slice(2)}.ndjson`,
  );
  return (value) => fs.appendFileSync(file, `${JSON.stringify(value)}\n`);
};

exports.describeError = function describeError(error) {
  if (error === null || error === undefined) return { name: null, message: '', stack: '' };
  if (typeof error !== 'object') return { name: null, message: String(error), stack: '' };
  const name = typeof error.name === 'string' ? error.name : null;
  const stack = typeof error.stack === 'string' ? error.stack : '';
  return { name, message: String(error.message === undefined ? error : error.message), stack };
};

const { availableParallelism } = require('node:os');

/**
 * For the suites that say `--parallel`. mocha leaves one core free, which on two cores means that nothing is done side by
 * side; and tests wait for processes and a database about half of their time.
 */
module.exports = { jobs: Math.max(2, availableParallelism()) };

import type { TestFramework } from '@iama/contracts/test-run/suite';
import { splitScript } from '../tests-discovery/script/split-script.ts';
import type { Command } from '../tests-discovery/script/split-script.ts';
import { quote } from '../sandbox/quote.ts';

const PROGRAMS: Partial<Record<TestFramework, RegExp>> = {
  mocha: /(^|\/)_?mocha(\.js)?$/,
  jest: /(^|\/)jest(\.js)?$/,
  vitest: /(^|\/)vitest(\.mjs)?$/,
  node_test: /(^|\/)(node|tsx|ts-node)$/,
};
/** Options that take the next word as their value. */
const VALUED =
  /^(-r|--require|--import|--loader|--experimental-loader|-c|--config|-u|--ui|-R|--reporter|-t|--timeout|--extension|--file|--package|-n|--node-option|--env|--testEnvironment|-w|--maxWorkers|--rootDir|--selectProjects|--root|--dir|--project|--environment|--pool|-C|--conditions|--env-file|--test-reporter|--test-reporter-destination|--retries)$/;
/** Options that choose tests themselves, with their value. */
const CHOOSING =
  /^(--spec|-g|--grep|-f|--fgrep|--ignore|--exclude|--testPathPatterns?|--testNamePattern|--test-name-pattern)$/;
const PLAIN_CHOOSING =
  /^(--recursive|--watch|--watchAll|--onlyChanged|--bail|-b|--findRelatedTests|--passWithNoTests)$/;
const WHOLE: Partial<Record<TestFramework, string>> = {
  mocha: 'mocha',
  jest: 'jest --runTestsByPath',
  vitest: 'vitest run',
  node_test: 'node --test',
};

/**
 * The suite's own line, run on these files only (relative to the suite's folder): its options, loaders and the steps before
 * it stay. Where the line cannot be taken apart, the bare tool runs them. Null for frameworks that cannot be narrowed. Pure.
 */
export function onlyFiles(framework: TestFramework, line: string, files: readonly string[]): string | null {
  const names = files.map(quote).join(' ');
  if (framework === 'pytest' || framework === 'unittest') return `${line} ${names}`;
  const program = PROGRAMS[framework];
  const whole = WHOLE[framework];
  if (!program || whole === undefined) return null;
  const commands = splitScript(line);
  const last = commands?.findLastIndex(({ words }) => words.some(({ text }) => program.test(text))) ?? -1;
  const command = commands?.[last];
  if (!commands || !command) return `${whole} ${names}`;
  const steps = commands.slice(0, last).map(({ source }) => source);
  return [...steps, narrowed(command, program, framework, names)].join(' && ');
}

function narrowed(command: Command, program: RegExp, framework: TestFramework, names: string): string {
  const at = command.words.findIndex(({ text }) => program.test(text));
  const kept = command.words.slice(0, at + 1);
  for (let index = at + 1; index < command.words.length; index += 1) {
    const word = command.words[index];
    if (!word) break;
    if (CHOOSING.test(word.text)) index += 1;
    else if (PLAIN_CHOOSING.test(word.text) || /^--(spec|grep|testPathPatterns?|ignore|exclude)=/.test(word.text))
      continue;
    else if (VALUED.test(word.text)) kept.push(word, ...command.words.slice(index + 1, (index += 1) + 1));
    else if (word.text.startsWith('-') || (framework === 'vitest' && word.text === 'run')) kept.push(word);
  }
  const assignments = command.assignments.map((word) => command.source.slice(word.start, word.end));
  const words = kept.map((word) => command.source.slice(word.start, word.end));
  const extra =
    framework === 'jest'
      ? ['--runTestsByPath']
      : framework === 'node_test' && !words.includes('--test')
        ? ['--test']
        : [];
  return [...assignments, ...words, ...extra, names].join(' ');
}

import type { LockCard } from '@iama/contracts/job/evidence';
import type { Breach } from '@iama/contracts/test-run/breach';
import type { BlackBoxFacts } from '@iama/contracts/test-run/black-box';
import type { WeakLock } from '@iama/contracts/test-run/lock';
import { clausesHeld } from '@iama/contracts/test-run/written-tests';
import { cleanLine } from '../terminal/clean-line.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { bullet } from '../terminal/wrap-text.ts';
import { showBlackBoxLists } from './black-box-facts.ts';
import { count } from './preflight.ts';

const SHOWN = 10;

/** Eight faults that were all noticed are no measurement, and nothing bad either. */
const VERDICTS = { strong: 'strong', weak: 'weak', unmeasured: 'too few faults to tell' } as const;

/** What pinned behaviour before the edit, and how well. */
export function showLockCard(terminal: Terminal, lock: LockCard): void {
  const { paint, width } = terminal;
  const { pinned, not_pinned, none_because, faults, survivors, before, after } = lock;
  if (lock.black_box) showBox(terminal, lock, lock.black_box);
  const tests = pinned.reduce((sum, file) => sum + file.tests, 0);
  const verdict = VERDICTS[lock.strength];
  const colour = { strong: paint.green, weak: paint.red, unmeasured: paint.yellow }[lock.strength];
  const accepted = lock.accepted_weak ? ', accepted by you' : '';
  if (!lock.black_box)
    terminal.line(
      `  pinned  ${colour(verdict)}${accepted}: ${strengthWords(lock)}, in ${(lock.duration_ms / 1000).toFixed(1)} s`,
    );
  const rounds = lock.runs === 1 ? 'once' : `${lock.runs} times`;
  terminal.line(paint.dim(`    the repository’s tests ran ${rounds} before the edit, ${lock.flaky.length} differed`));
  for (const { test_id, statuses } of lock.flaky.slice(0, SHOWN))
    terminal.line(
      paint.yellow(bullet('!', `set aside: ${cleanLine(test_id)} (${statuses.join(', ')})`, width, '    ')),
    );
  if (lock.black_box)
    terminal.line(
      paint.dim(`    ${count(before.passed, 'probe')} answered alike before, ${after.passed} of them alike after`),
    );
  else if (none_because === null)
    terminal.line(
      paint.dim(
        `    ${count(tests, 'test')} written for ${count(pinned.length, 'file')}: ${before.passed} passed before, ${after.passed} after`,
      ),
    );
  else terminal.line(paint.yellow(bullet('!', `no test was written: ${cleanLine(none_because)}`, width, '    ')));
  showModelTests(terminal, lock.model_tests);
  for (const { path, reason } of not_pinned.slice(0, SHOWN))
    terminal.line(paint.dim(bullet('-', `${path} is not pinned: ${cleanLine(reason)}`, width, '    ')));
  for (const { path, line, words } of survivors.slice(0, SHOWN))
    terminal.line(bullet('*', `${path}:${line}  not noticed: ${cleanLine(words)}`, width, '    '));
  const { files, suites, sha256 } = lock.seal;
  terminal.line(
    paint.dim(`    sealed: ${count(files, 'file')} of tests, ${count(suites, 'suite')}, ${sha256.slice(0, 16)}`),
  );
  if (faults.out_of_time) terminal.line(paint.dim(`    ${faults.possible} faults are possible; the time was up`));
}

/** What tests of a model's said, and how much of the specification they hold. */
function showModelTests(terminal: Terminal, written: LockCard['model_tests']): void {
  if (!written) return;
  const { paint, width } = terminal;
  const { before, after, clauses, clauses_total, refused, none_because } = written;
  const of = `${clausesHeld(clauses)} of ${count(clauses_total, 'clause')}`;
  if (none_because === null)
    terminal.line(
      paint.dim(`    tests of a model’s hold ${of}: ${before.passed} passed before, ${after.passed} after`),
    );
  else terminal.line(paint.yellow(bullet('!', `no test of a model’s ran: ${cleanLine(none_because)}`, width, '    ')));
  for (const { path, reasons } of refused.slice(0, SHOWN))
    terminal.line(
      paint.yellow(bullet('!', `not run: ${cleanLine(path)}, ${cleanLine(reasons.join(' '))}`, width, '    ')),
    );
}

function showBox(terminal: Terminal, { accepted_black_box, duration_ms }: LockCard, box: BlackBoxFacts): void {
  const accepted = accepted_black_box ? ', both lists read and accepted by you' : '';
  terminal.line(`  pinned  black box: programs of ${box.folder}${accepted}, in ${(duration_ms / 1000).toFixed(1)} s`);
  showBlackBoxLists(terminal, box, SHOWN);
}

/** What the tests would not notice, before a person accepts it. */
export function showWeakLock(terminal: Terminal, weak: WeakLock): void {
  const { paint, width } = terminal;
  terminal.line();
  terminal.line(
    paint.red(
      `The tests noticed ${weak.noticed} of ${count(weak.tried, 'fault')} in a copy of the code to be changed; ${percent(weak.threshold)} are asked for.`,
    ),
  );
  for (const { path, line, words } of weak.survivors.slice(0, SHOWN))
    terminal.line(bullet('*', `${path}:${line}  not noticed: ${cleanLine(words)}`, width, '  '));
}

export function breachText({ name, place, detail }: Breach): string {
  return `${name} in ${cleanLine(place)}: ${cleanLine(detail)}`;
}

function strengthWords({ faults: { tried, noticed }, threshold }: LockCard): string {
  if (tried === 0) return 'no fault was tried';
  return `${noticed} of ${count(tried, 'fault')} noticed (${percent(threshold)} asked for)`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}

import type { Breach, BreachName } from '@iama/contracts/test-run/breach';
import { readTestFacts } from './test-facts.ts';
import type { TestFacts } from './test-facts.ts';

type Count = Exclude<keyof TestFacts, 'assertions'>;

const GROWN: readonly (readonly [Count, BreachName, string])[] = [
  ['focused', 'TEST_FOCUSED', 'A test was marked to run alone, so that the others do not.'],
  ['todo', 'TEST_MARKED_TODO', 'A test was marked as to do, so that it may fail.'],
  ['skipped', 'TEST_SKIPPED', 'A test is skipped that was not.'],
  ['empty', 'TEST_EMPTIED', 'The body of a test is empty.'],
  ['early_returns', 'TEST_RETURNS_EARLY', 'A test returns before its end.'],
  ['trivial', 'ASSERTION_TRIVIAL', 'An assertion is true whatever the code does.'],
  ['swallowed', 'ERROR_SWALLOWED', 'A failure inside a test is caught.'],
  ['retries', 'RETRIES_ADDED', 'Failing tests are tried again.'],
  ['mocks', 'MOCK_ADDED', 'Something that was real in a test is a stand-in now.'],
];

/** What was done to a test file, by name; one TEST_FILE_EDITED when the change has no worse name. Pure. */
export function compareTestFiles(path: string, before: string, after: string): readonly Breach[] {
  const [was, is] = [readTestFacts(path, before), readTestFacts(path, after)];
  const breach = (name: BreachName, detail: string): Breach => ({ name, place: path, detail });
  if (!was || !is) return [breach('TEST_FILE_EDITED', 'It was changed, and cannot be read as code.')];
  const found = GROWN.filter(([count]) => is[count] > was[count]).map(([, name, detail]) => breach(name, detail));
  if (is.tests < was.tests)
    found.push(breach('TEST_REMOVED', `${was.tests - is.tests} of ${was.tests} tests are gone.`));
  found.push(...assertionBreaches(was, is).map(([name, detail]) => breach(name, detail)));
  return found.length > 0 ? found : [breach('TEST_FILE_EDITED', 'It was changed after behaviour was pinned.')];
}

function assertionBreaches(was: TestFacts, is: TestFacts): readonly (readonly [BreachName, string])[] {
  const fewer = was.assertions.length - is.assertions.length;
  if (fewer > 0) return [['ASSERTION_REMOVED', `${fewer} of ${was.assertions.length} assertions are gone.`]];
  if (is.strong < was.strong && is.trivial <= was.trivial)
    return [['ASSERTION_WEAKENED', 'An assertion that compared a value compares less now.']];
  if (is.trivial > was.trivial) return [];
  const left = [...is.assertions];
  const changed = was.assertions.filter((each) => {
    const at = left.indexOf(each);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
  const [first] = changed;
  return first === undefined ? [] : [['EXPECTATION_CHANGED', `It was: ${first.slice(0, 200)}`]];
}

import type { Observation } from '../observation.ts';
import type { PinnedCall, WrittenTests } from '../pinned-call.ts';
import { pythonSubject } from './call-code.ts';
import { DIGEST_OF, HELPER_IMPORTS, PINNED, SHAPE_OF, SPIES, STATE_OF } from './helper-texts.ts';
import { linesOfTest } from './lines-of-test.ts';
import { modulesIn, withoutStrings } from './python-style.ts';
import type { PythonStyle } from './python-style.ts';
import { testName } from './test-name.ts';
import { topLevelNames } from './top-level-names.ts';

type Helper = keyof typeof HELPER_IMPORTS;
const HELPERS: Readonly<Record<Helper, string>> = {
  shape_of: SHAPE_OF,
  digest_of: DIGEST_OF,
  state_of: STATE_OF,
  Spies: SPIES,
  pinned: PINNED,
};

/** As `writeTests` does for scripts. `path` and `source` are the target's; names go through `mask` before they are cut. Pure. */
export function writePythonTests(
  style: PythonStyle,
  { path, source }: { readonly path: string; readonly source: string },
  calls: readonly PinnedCall[],
  mask: (text: string) => string,
): WrittenTests {
  const titles = new Map<string, string>();
  const used = new Set<string>();
  const groups = Map.groupBy(calls, ({ plan }) => pythonSubject(plan));
  const blocks = [...groups].map(([subject, members]) => {
    const owner = `Test${subject.replaceAll(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, first: string) => first.toUpperCase())}`;
    const tests = members.map((call) => {
      const name = testName(call, mask, used);
      titles.set(style.framework === 'pytest' ? name : `${owner} > ${name}`, call.plan.id);
      return linesOfTest(style, call, name).join('\n');
    });
    if (style.framework === 'pytest') return tests.join('\n\n\n');
    return `class ${owner}(unittest.TestCase):\n${tests.join('\n\n').replaceAll(/^(?=.)/gm, '    ')}`;
  });
  const body = blocks.join('\n\n\n');
  const helpers = helpersFor(body);
  const note = `# What ${path} does, as it was recorded; not what it should do. A failing test here means that behaviour has changed.`;
  const head = [note, ...importsOf(style, source, body, calls, helpers)].join('\n');
  return { text: `${[head, ...helpers.map((each) => HELPERS[each]), body].join('\n\n\n')}\n`, titles };
}

function helpersFor(body: string): readonly Helper[] {
  const own = (['digest_of', 'state_of', 'Spies', 'pinned'] as const).filter((each) => body.includes(`${each}(`));
  const needsShape = body.includes('shape_of(') || own.some((each) => each !== 'pinned');
  return needsShape ? ['shape_of', ...own] : own;
}

function importsOf(
  { framework, module }: PythonStyle,
  source: string,
  body: string,
  calls: readonly PinnedCall[],
  helpers: readonly Helper[],
): readonly string[] {
  const modules = new Set([...helpers.flatMap((each) => HELPER_IMPORTS[each]), ...modulesIn(body)]);
  if (framework === 'unittest') modules.add('unittest');
  const code = withoutStrings(body);
  const offered = topLevelNames(source);
  const wanted = new Set(
    calls.flatMap((call) => [call.plan.path[0] ?? '', ...namesIn(call).filter((name) => offered.has(name))]),
  );
  const names = [...wanted].toSorted();
  return [
    ...[...modules].toSorted().map((name) => `import ${name}`),
    ...(code.includes('SimpleNamespace(') ? ['from types import SimpleNamespace'] : []),
    '',
    ...(framework === 'pytest' && code.includes('pytest.') ? ['import pytest', ''] : []),
    `from ${module} import ${names.length > 6 ? `(\n    ${names.join(',\n    ')},\n)` : names.join(', ')}`,
  ];
}

/** Names that arguments, results and errors are written with; not those of parameters and attributes. */
function namesIn({ plan, observation }: PinnedCall): readonly string[] {
  const code = [
    ...plan.args,
    ...plan.made_with,
    ...(plan.setup ?? []),
    ...literalsOf(observation),
    observation.error?.caught_as ?? '',
  ];
  const words = withoutStrings(code.join(' ; ')).matchAll(/(?<![\w.])[A-Za-z_]\w*(?!\w|\s*=(?!=))/g);
  return Array.from(words, ([word]) => word);
}

function literalsOf({ value, receiver, changed }: Observation): readonly string[] {
  return [value, receiver, ...changed].flatMap((each) => each?.literal ?? []);
}

import assert from 'node:assert/strict';
import { flagCase } from './testing/flag-case.ts';

function lines(...all: string[]): string {
  return `${all.join('\n')}\n`;
}

describe('removing a flag from the code around it', () => {
  it('takes what a library gave out of the dependencies of hooks', () => {
    const { texts } = flagCase({
      'a.tsx': lines(
        'import { useFlags } from "launchdarkly-react-client-sdk";',
        'export function A() {',
        '  const { newUi, other } = useFlags();',
        '  useEffect(() => {',
        '    if (newUi) go(other);',
        '  }, [newUi, other]);',
        '  return useMemo(() => (newUi ? 1 : 2), [newUi]);',
        '}',
      ),
      'b.tsx': lines(
        'import { useGate } from "@statsig/react-bindings";',
        'export function B() {',
        '  const gate = useGate("new-ui");',
        '  useEffect(() => {',
        '    if (gate.value) go();',
        '  }, [a, gate.value]);',
        '}',
      ),
    });
    assert.equal(
      texts.get('a.tsx'),
      lines(
        'import { useFlags } from "launchdarkly-react-client-sdk";',
        'export function A() {',
        '  const { other } = useFlags();',
        '  useEffect(() => {',
        '    go(other);',
        '  }, [other]);',
        '  return useMemo(() => 1, []);',
        '}',
      ),
    );
    assert.equal(
      texts.get('b.tsx'),
      lines('export function B() {', '  useEffect(() => {', '    go();', '  }, [a]);', '}'),
    );
  });

  it('follows keys that stand in JSON files', () => {
    const { texts, removed } = flagCase({
      'config/flags.json': '{ "ui": { "fresh": "new-ui" }, "other": "other" }\n',
      'a.ts': lines(
        "import flags from './config/flags.json';",
        "import { ui } from './config/flags.json';",
        'if (isFeatureEnabled(flags.ui.fresh)) a(flags.other);',
        'if (isFeatureEnabled(ui.fresh)) b();',
        'if (isFeatureEnabled(flags.other)) c();',
      ),
      'b.js': "const flags = require('./config/flags.json');\nif (isFeatureEnabled(flags.ui.fresh)) a(); else b();\n",
      'c.ts':
        "import flags from './config/flags.json';\nflags.ui = other;\nif (isFeatureEnabled(flags.ui.fresh)) d();\n",
    });
    assert.equal(
      texts.get('a.ts'),
      lines(
        "import flags from './config/flags.json';",
        'a(flags.other);',
        'b();',
        'if (isFeatureEnabled(flags.other)) c();',
      ),
    );
    assert.equal(texts.get('b.js'), 'a();\n');
    assert.match(texts.get('c.ts') ?? '', /if \(isFeatureEnabled\(flags\.ui\.fresh\)\) d\(\);/);
    assert.equal(removed.occurrences.find(({ path }) => path === 'config/flags.json')?.outcome, 'left');
  });

  it('keeps the parameters of exported functions, and what they do with any value', () => {
    const kept = 'export function shown(on: boolean, n: number) {\n  return on ? n : -n;\n}\n';
    const own = 'function own(on: boolean, n: number) {\n  return on ? n : -n;\n}\n';
    const { texts } = flagCase({
      'package.json': '{ "private": true }',
      'a.ts': kept,
      'b.ts': `import { shown } from './a';\n${own}use(shown(isFeatureEnabled("new-ui"), 1), own(isFeatureEnabled("new-ui"), 2));\n`,
    });
    assert.equal(texts.get('a.ts'), kept);
    assert.equal(
      texts.get('b.ts'),
      lines(
        "import { shown } from './a';",
        'function own(n: number) {',
        '  return n;',
        '}',
        'use(shown(true, 1), own(2));',
      ),
    );
  });
});

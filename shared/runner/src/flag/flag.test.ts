import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { FlagRequest } from '@iama/contracts/flag/request';
import { temporaryRepository } from '../testing/temporary-repository.ts';
import type { TemporaryRepository } from '../testing/temporary-repository.ts';
import { treeDigest } from '../testing/tree-digest.ts';
import { listFiles } from '../workspace/list-files.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { findFlagIn } from './find-flag-in.ts';
import { listFlagsIn } from './list-flags-in.ts';
import { planFlagRemoval } from './plan-flag-removal.ts';
import { readFlagTexts } from './read-flag-texts.ts';

const REQUEST = FlagRequest.parse({ key: 'new-ui', value: true });

describe('flags of a repository', () => {
  let repository: TemporaryRepository;
  afterEach(() => repository.remove());

  const place = async (scope = '.') => ({ workspace: await openWorkspace(repository.root), scope });

  it('are followed into files that do not name them, and nowhere else', async () => {
    repository = temporaryRepository({
      'package.json': '{ "private": true }',
      'flags.ts': 'export const NEW_UI = "new-ui";\n',
      'ui.ts': 'import { NEW_UI } from "./flags";\nexport const showsUi = () => isFeatureEnabled(NEW_UI);\n',
      'page.ts': 'import { showsUi } from "./ui";\nif (showsUi()) fresh();\nelse stale();\n',
      'far.ts': 'export const far = 1;\n',
      'readme.md': 'Nothing.\n',
    });
    const before = treeDigest(repository.root);
    const { report, patch } = await planFlagRemoval(await place(), REQUEST);
    assert.deepEqual(
      patch.files.map(({ path, change }) => `${change} ${path}`),
      ['delete flags.ts', 'modify page.ts', 'delete ui.ts'],
    );
    assert.deepEqual([report.figures.found, report.figures.removed, report.figures.left], [2, 2, 0]);
    assert.deepEqual(treeDigest(repository.root), before);
  });

  it('are followed through modules that hand names on without saying them', async () => {
    const use = (from: string): string =>
      `import { FLAGS, Keys, KEY } from '${from}';\nexport const a = isFeatureEnabled(FLAGS.NEW_UI) ? 1 : 2;\nexport const b = isFeatureEnabled(Keys.NewUi) ? 1 : 2;\nexport const c = isFeatureEnabled(KEY) ? 1 : 2;\n`;
    repository = temporaryRepository({
      'package.json': '{ "private": true, "type": "module" }',
      'flags/keys.ts':
        "export const FLAGS = { NEW_UI: 'new-ui', OTHER: 'other' } as const;\nexport enum Keys {\n  NewUi = 'new-ui',\n  Other = 'other',\n}\nexport const KEY = 'new-ui';\n",
      'flags/index.ts': "export * from './keys';\n",
      'named.ts': "export { FLAGS, Keys, KEY } from './flags';\n",
      'lists.ts': "import { FLAGS, Keys, KEY } from './flags/index.js';\nexport { FLAGS, Keys, KEY };\n",
      'a.ts': use('./flags'),
      'b.ts': use('./named'),
      'c.ts': use('./lists'),
      'd.ts': "import { FLAGS, Keys } from './flags';\nconsole.log(FLAGS.OTHER, Keys.Other);\n",
      'far.ts': "export * from './other';\n",
      'other.ts': 'export const other = 1;\n',
    });
    const { report, patch } = await planFlagRemoval(await place(), REQUEST);
    // Two lists of exports name `KEY`, so that it stays.
    assert.deepEqual([report.figures.removed, report.figures.left], [11, 1]);
    const after = (path: string): string =>
      patch.files
        .find((each) => each.path === path)
        ?.hunks.flatMap(({ lines }) => lines.filter((line) => line.startsWith('+')))
        .join('\n') ?? '';
    for (const path of ['a.ts', 'b.ts', 'c.ts']) {
      assert.equal(after(path), '+export const a = 1;\n+export const b = 1;\n+export const c = 1;');
    }
    assert.equal(
      patch.files.find(({ path }) => path === 'far.ts'),
      undefined,
    );
  });

  it('leave no path that leads to a file which goes with them', async () => {
    repository = temporaryRepository({
      'package.json': '{ "private": true, "type": "module", "main": "start.js" }',
      'keys.ts': "export const UI_KEY = 'new-ui';\n",
      'index.ts': "export * from './keys';\nexport * from './other';\n",
      'only.ts': "export * from './keys';\n",
      'all.ts': "export * from './only';\nexport * from './other';\n",
      'other.ts': 'export const other = 1;\n',
      'side.ts': "import './keys.js';\nconsole.log(1);\n",
      'use.ts':
        "import { UI_KEY } from './keys';\nexport const a = isFeatureEnabled(UI_KEY) ? 1 : 2;\nconsole.log(a);\n",
      'start.js': 'if (!isFeatureEnabled("new-ui")) stale();\n',
      'lazy.ts': 'if (!isFeatureEnabled("new-ui")) stale();\n',
      'late.ts': "export const late = () => import('./lazy');\n",
      'shown.ts': 'if (!isFeatureEnabled("new-ui")) stale();\n',
      'page.vue': "<script>\nimport './shown';\n</script>\n",
      'kept.js': 'if (!isFeatureEnabled("new-ui")) stale();\n',
      'kept-by.js': "const kept = require('./kept');\nconsole.log(kept);\n",
      'alone.ts': 'if (!isFeatureEnabled("new-ui")) stale();\n',
      'pkg/__init__.py': 'from .flags import *\n',
      'pkg/flags.py': 'KEY_UI = "new-ui"\n',
      'pkg/free.py': 'KEY_FREE = "new-ui"\n',
      'use.py':
        'from pkg.flags import KEY_UI\nfrom pkg.free import KEY_FREE\nif is_feature_enabled(KEY_UI) and is_feature_enabled(KEY_FREE):\n    a()\n',
    });
    const { patch } = await planFlagRemoval(await place(), REQUEST);
    assert.deepEqual(
      patch.files.map(({ path, change }) => `${change} ${path}`),
      [
        'modify all.ts',
        'delete alone.ts',
        'modify index.ts',
        'modify kept.js',
        'delete keys.ts',
        'modify lazy.ts',
        'delete only.ts',
        'modify pkg/flags.py',
        'delete pkg/free.py',
        'modify shown.ts',
        'modify side.ts',
        'modify start.js',
        'modify use.py',
        'modify use.ts',
      ],
    );
  });

  it('keep every name that a file outside of the search uses', async () => {
    repository = temporaryRepository({
      'src/on.py': 'def on_new_ui():\n    return is_feature_enabled("new-ui")\n',
      'ops/run.sh': 'python -c "from src.on import on_new_ui"\n',
    });
    const { patch } = await planFlagRemoval(await place(), REQUEST);
    assert.deepEqual(
      patch.files.map(({ path, change }) => `${change} ${path}`),
      ['modify src/on.py'],
    );
  });

  it('are named in files that cannot be read as text, and only there', async () => {
    repository = temporaryRepository({
      'big.json': `{"a":"${'x'.repeat(2 * 1024 * 1024)}","new-ui":1}`,
      'other.json': `{"a":"${'x'.repeat(2 * 1024 * 1024)}"}`,
      'wide.ts': Buffer.from('\uFEFFisFeatureEnabled("new-ui")', 'utf16le'),
      'latin.py': Buffer.from('# caf\xe9 new-ui', 'latin1'),
      'latin2.py': Buffer.from('# caf\xe9', 'latin1'),
      'picture.ts': Buffer.from([0, 1, 2, 3]),
    });
    const found = await findFlagIn(await place(), REQUEST, 'new-ui');
    assert.deepEqual(
      found.skipped.map(({ path, why }) => `${path} ${why}`),
      ['big.json too_large', 'latin.py encoding', 'wide.ts encoding'],
    );
  });

  it('are never read through symbolic links', async () => {
    repository = temporaryRepository({ 'a.ts': 'if (isFeatureEnabled("new-ui")) a();\n' });
    symlinkSync(join(repository.root, 'a.ts'), join(repository.root, 'b.ts'));
    const { patch } = await planFlagRemoval(await place(), REQUEST);
    assert.deepEqual(
      patch.files.map(({ path }) => path),
      ['a.ts'],
    );
  });

  it('are listed by their keys, through constants and functions of other files', async () => {
    repository = temporaryRepository({
      'feature-flags.ts':
        'export const FLAGS = { A: "flag-a", B: "flag-b" };\nexport const on = (key: string) => isFeatureEnabled(key);\n',
      'a.ts': 'import { FLAGS } from "./feature-flags";\nisFeatureEnabled(FLAGS.A);\nisFeatureEnabled("flag-b");\n',
      'b.py': 'is_feature_enabled("flag-b")\nis_feature_enabled(name)\n',
    });
    const { flags, dynamic } = await listFlagsIn(await place(), REQUEST);
    assert.deepEqual(
      flags.map(({ key, occurrences, files }) => [key, occurrences, files]),
      [
        ['flag-b', 2, 2],
        ['flag-a', 1, 1],
      ],
    );
    assert.deepEqual(
      dynamic.map(({ path }) => path),
      ['b.py'],
    );
  });

  it('are kept in memory only where a text is worth it', async () => {
    repository = temporaryRepository(
      Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`f${at}.ts`, `export const x${at} = ${at};\n`])),
    );
    const { workspace } = await place();
    const { files } = await listFiles(workspace);
    const { texts, read } = await readFlagTexts(workspace, files, (path) => path === 'f7.ts', []);
    assert.deepEqual([[...texts.keys()], read], [['f7.ts'], 40]);
  });
});

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pc from 'picocolors';
import type { FlagReport } from '@iama/contracts/flag/report';
import { CliError } from '../errors/cli-error.ts';
import type { App } from './app.ts';
import { flagFind } from './flag-find.ts';
import { flagValue } from './flag-options.ts';
import { flagRemove } from './flag-remove.ts';
import type { FlagRemoveOptions } from './flag-remove.ts';
import { revert } from './revert.ts';

const FILES = {
  'src/a.ts': '\uFEFFimport { UI_KEY } from "./keys";\r\nif (isFeatureEnabled(UI_KEY)) a();\r\nelse b();\r\n',
  'src/keys.ts': 'export const UI_KEY = "new-ui";\nexport const OTHER_KEY = "other-ui";\n',
  'src/c.py': 'if is_feature_enabled("other-ui"):\n    c()\n',
  'flags.json': '{\n  "new-ui": true,\n  "other-ui": true\n}\n',
  'latin.ts': Buffer.from('// caf\xe9\nisFeatureEnabled("new-ui");\n', 'latin1'),
};

describe('iama flag', () => {
  let base = '';
  let root = '';

  beforeEach(() => {
    base = realpathSync(mkdtempSync(join(tmpdir(), 'iama-flag-')));
    root = join(base, 'shop');
    for (const [path, content] of Object.entries(FILES)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  const text = (path: string): string => readFileSync(join(root, path), 'utf8');

  it('removes a flag in a folder without git, and revert takes it back byte for byte', async () => {
    const { app, records } = recordingApp(base);
    await flagRemove(app, root, options({ flag: 'new-ui', value: 'true', write: true }));
    assert.equal(text('src/a.ts'), '\uFEFFa();\r\n');
    assert.equal(text('src/keys.ts'), 'export const OTHER_KEY = "other-ui";\n');
    assert.equal(text('flags.json'), '{\n  "other-ui": true\n}\n');
    const { job_id, report } = records[0] as { job_id: string; report: FlagReport };
    assert.deepEqual(report.changed, ['flags.json', 'src/a.ts', 'src/keys.ts']);
    assert.deepEqual(
      report.skipped.map(({ path, why }) => [path, why]),
      [['latin.ts', 'encoding']],
    );
    assert.deepEqual(readFileSync(join(root, 'latin.ts')), FILES['latin.ts']);
    await revert(app, job_id);
    for (const [path, content] of Object.entries(FILES)) {
      assert.deepEqual(readFileSync(join(root, path)), Buffer.from(content), path);
    }
  });

  it('writes nothing unless it is told to', async () => {
    const { app, lines } = recordingApp(base);
    await flagRemove(app, root, options({ flag: 'new-ui', value: 'false' }));
    assert.match(lines.join('\n'), /^new-ui stays false: 3 occurrences removed, 0 left/);
    assert.match(lines.join('\n'), /^\+b\(\);/m);
    assert.equal(text('src/a.ts'), FILES['src/a.ts']);
    assert.ok(!existsSync(join(base, 'data')));
  });

  it('works on one file, and leaves what others use', async () => {
    const { app, lines } = recordingApp(base, root);
    await flagRemove(app, join(root, 'src/a.ts'), options({ flag: 'new-ui', value: 'true', diff: true }));
    const changed = lines.filter((line) => line.startsWith('diff '));
    assert.deepEqual(changed, ['diff --git a/src/a.ts b/src/a.ts']);
  });

  it('lists flags, most used first, and finds one', async () => {
    const { app, lines } = recordingApp(base);
    await flagFind(app, root, options({ flag: undefined }));
    assert.deepEqual(
      lines.map((line) => line.trim().split(/ {2,}/)[0]),
      ['UI_KEY', 'other-ui', '2 flags in 4 files'],
    );
    lines.length = 0;
    await flagFind(app, root, options({ flag: 'other-ui' }));
    assert.match(lines.at(-1) ?? '', /^3 occurrences of other-ui in 3 files of 5/);
  });

  it('says what a flag that is not there may have been', async () => {
    const { app } = recordingApp(base);
    for (const run of [
      () => flagFind(app, root, options({ flag: 'newUi' })),
      () => flagRemove(app, root, options({ flag: 'newUi', value: 'true' })),
    ]) {
      await assert.rejects(run, (error: unknown) => {
        assert.ok(error instanceof CliError);
        assert.deepEqual([error.code, error.exit, error.next], ['FLAG_NOT_FOUND', 1, 'Did you mean new-ui?']);
        return true;
      });
    }
  });

  it('says so too where keys are made at run time, and names those places', async () => {
    const { app } = recordingApp(base);
    const made = join(base, 'made');
    mkdirSync(made);
    writeFileSync(join(made, 'a.ts'), 'if (isFeatureEnabled("new-ui")) a();\nif (isFeatureEnabled(name)) b();\n');
    for (const run of [
      () => flagFind(app, made, options({ flag: 'new-iu' })),
      () => flagRemove(app, made, options({ flag: 'new-iu', value: 'true' })),
    ]) {
      await assert.rejects(run, (error: unknown) => {
        assert.ok(error instanceof CliError);
        assert.deepEqual([error.code, error.next], ['FLAG_NOT_FOUND', 'Did you mean new-ui?']);
        assert.match(error.details.join('\n'), /a\.ts:2: .*made at run time/);
        return true;
      });
    }
  });

  it('says that there are no files, and blames no spelling for it', async () => {
    const { app } = recordingApp(base);
    const empty = join(base, 'empty');
    mkdirSync(empty);
    await assert.rejects(flagRemove(app, empty, options({ flag: 'new-ui', value: 'true' })), (error: unknown) => {
      assert.ok(error instanceof CliError);
      assert.equal(error.message, 'There is no file here in a language that flags are looked for in.');
      assert.equal(error.next, 'Check the path.');
      return true;
    });
  });

  it('counts the files outside of one file and names at most five', async () => {
    for (const name of ['d', 'e', 'f', 'g', 'h', 'i'])
      writeFileSync(join(root, 'src', `${name}.ts`), 'if (isFeatureEnabled("new-ui")) go();\n');
    const { app, lines, records } = recordingApp(base);
    await flagRemove(app, join(root, 'src/d.ts'), options({ flag: 'new-ui', value: 'true' }));
    const shown = lines.join('\n');
    assert.match(shown.replaceAll(/\s+/g, ' '), /= 8 files more with the flag: (?:\S+, ){4}\S+ and 3 more It/);
    assert.equal(shown.split('lies outside').length, 2);
    const [record] = records as { report: FlagReport }[];
    assert.equal(record?.report.occurrences.filter(({ reason }) => reason?.includes('lies outside')).length, 8);
  });

  it('refuses what it cannot know, with the next step', async () => {
    writeFileSync(join(base, 'api.json'), '{\n  "calls": [\n    { "names": "x" }\n  ]\n}\n');
    const cases: readonly (readonly [Partial<FlagRemoveOptions>, string, string, RegExp])[] = [
      [{ flag: 'x' }, root, 'MISSING_VALUE', /--value blue/],
      [{ value: 'true' }, root, 'MISSING_FLAG', /--flag <key>/],
      [{ flag: 'x', value: 'true', presets: ['launchdarkli'] }, root, 'UNKNOWN_PRESET', /launchdarkly/],
      [{ flag: 'x', value: 'true', excludeLanguages: ['cobol'] }, root, 'UNKNOWN_LANGUAGE', /There are: javascript/],
      [{ flag: 'x', value: 'true' }, join(root, 'nowhere'), 'TARGET_NOT_FOUND', /folder or a file/],
      [{ flag: 'x', value: 'true', api: join(base, 'none.json') }, root, 'INPUT_UNREADABLE', /flag API/],
      [{ flag: 'x', value: 'true', api: join(base, 'api.json') }, root, 'BAD_API_FILE', /Mend/],
      [{ flag: ' x', value: 'true' }, root, 'BAD_FLAG_KEY', /200 characters/],
    ];
    for (const [given, path, code, next] of cases) {
      const { app } = recordingApp(base);
      await assert.rejects(flagRemove(app, path, options(given)), (error: unknown) => {
        assert.ok(error instanceof CliError, String(error));
        assert.deepEqual([error.code, error.exit], [code, 2]);
        assert.match(error.next, next);
        if (code === 'BAD_API_FILE') assert.match(error.details[0] ?? '', /api\.json:3: calls\.0\.names/);
        return true;
      });
    }
  });

  it('reads values as people write them', () => {
    assert.deepEqual(['true', 'false', 'null', '3', '-1.5', 'blue', '"true"', "'3'", '01'].map(flagValue), [
      true,
      false,
      null,
      3,
      -1.5,
      'blue',
      'true',
      '3',
      '01',
    ]);
  });
});

function options(given: Partial<FlagRemoveOptions>): FlagRemoveOptions {
  return {
    flag: undefined,
    value: undefined,
    mode: 'safe',
    write: false,
    diff: false,
    presets: [],
    api: undefined,
    exclude: [],
    excludeLanguages: [],
    ...given,
  };
}

function recordingApp(base: string, cwd = base): { app: App; lines: string[]; records: unknown[] } {
  const lines: string[] = [];
  const records: unknown[] = [];
  const app: App = {
    terminal: {
      json: false,
      interactive: false,
      width: 100,
      paint: pc.createColors(false),
      line: (line = '') => void lines.push(...line.split('\n')),
      remark: () => undefined,
      status: () => undefined,
      record: (value) => void records.push(value),
    },
    folders: { config: join(base, 'config'), data: join(base, 'data'), local_server: join(base, 'server') },
    takeInterrupts: () => new AbortController().signal,
    cwd,
  };
  return { app, lines, records };
}

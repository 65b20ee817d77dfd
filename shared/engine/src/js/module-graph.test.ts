import assert from 'node:assert/strict';
import { findEntryPoints } from './entry-points.ts';
import { moduleGraphOf } from './module-graph.ts';
import { testReachOf } from './test-reach.ts';
import { parsesOf } from './parse-cache.ts';
import { resolverOf } from './resolve.ts';

const treeOf = (files: Record<string, string>) => ({
  files: new Map(Object.entries(files)),
  paths: new Set(Object.keys(files)),
});

describe('resolution', () => {
  const resolved = (files: Record<string, string>, from: string, specifier: string) => {
    const found = resolverOf(treeOf(files)).resolve(from, specifier);
    return found.kind === 'file' ? found.files[0] : found.kind;
  };

  it('finds relative files with and without extension, indexes and TypeScript behind `.js`', () => {
    const files = {
      'a.ts': '',
      'b/index.tsx': '',
      'c.mts': '',
      'd.json': '{}',
      'e.jsx': '',
      'f/package.json': '{"main":"lib/main.js"}',
      'f/lib/main.js': '',
    };
    for (const [specifier, path] of [
      ['./a', 'a.ts'],
      ['./a.js', 'a.ts'],
      ['./a.ts', 'a.ts'],
      ['./b', 'b/index.tsx'],
      ['./b/', 'b/index.tsx'],
      ['./b/index.js', 'b/index.tsx'],
      ['./c.mjs', 'c.mts'],
      ['./d.json', 'd.json'],
      ['./e', 'e.jsx'],
      ['./f', 'f/lib/main.js'],
      ['./a?raw', 'a.ts'],
      ['./gone', 'unresolved'],
      ['../outside', 'unresolved'],
    ] as const) {
      assert.equal(resolved(files, 'main.ts', specifier), path, specifier);
    }
  });

  it('tells packages and Node modules from files', () => {
    const files = { 'package.json': '{"dependencies":{"punycode":"1"}}' };
    assert.equal(resolved(files, 'a.ts', 'fs'), 'builtin');
    assert.equal(resolved(files, 'a.ts', 'node:test'), 'builtin');
    assert.equal(resolved(files, 'a.ts', 'punycode'), 'package');
    assert.equal(resolved(files, 'a.ts', '@scope/name/deep'), 'package');
  });

  it('follows `paths` through `extends`, `imports`, `exports`, workspaces and what is built from sources', () => {
    const files = {
      'package.json': '{"name":"root","imports":{"#db":"./src/db.ts"}}',
      'tsconfig.base.json': '{"compilerOptions":{"baseUrl":".","paths":{"@app/*":["src/*"]}}}',
      'tsconfig.json': '{ "extends": "./tsconfig.base.json", /* none */ }',
      'src/db.ts': '',
      'packages/x/package.json':
        '{"name":"@w/x","main":"dist/index.js","exports":{".":"./dist/index.js","./deep/*":"./dist/deep/*.js"}}',
      'packages/x/src/index.ts': '',
      'packages/x/src/deep/one.ts': '',
    };
    assert.equal(resolved(files, 'src/a.ts', '@app/db'), 'src/db.ts');
    assert.equal(resolved(files, 'src/a.ts', '#db'), 'src/db.ts');
    assert.equal(resolved(files, 'src/a.ts', '@w/x'), 'packages/x/src/index.ts');
    assert.equal(resolved(files, 'src/a.ts', '@w/x/deep/one'), 'packages/x/src/deep/one.ts');
    assert.equal(resolved(files, 'packages/x/src/deep/one.ts', '@w/x'), 'packages/x/src/index.ts');
  });
});

describe('the module graph', () => {
  it('knows all ways in which one file reaches another', () => {
    const graph = moduleGraphOf(
      treeOf({
        'a.ts':
          "import d, { x as y } from './b';\nexport { z } from './b';\nexport * from './b';\nconst r = require('./b');\nimport('./b');\ntype T = import('./b').T;\n",
        'b.ts': 'export const x = 1, z = 2;\nexport default 1;\n',
      }),
    );
    const edges = graph
      .importers('b.ts')
      .map(({ kind, names }) => [kind, names === 'all' ? 'all' : names.map((each) => each.imported).join()]);
    for (const wanted of [
      ['import', 'default,x'],
      ['re_export', 'z'],
      ['star', 'all'],
      ['require', 'all'],
      ['dynamic', 'all'],
      ['import', 'all'],
    ]) {
      assert.ok(
        edges.some((each) => each.join() === wanted.join()),
        wanted.join(' '),
      );
    }
    assert.deepEqual([...(graph.facts.get('b.ts')?.exported ?? [])], ['x', 'z', 'default']);
  });

  it('remembers files that do not parse', () => {
    const graph = moduleGraphOf(treeOf({ 'a.ts': 'let = = 1;\n' }));
    assert.deepEqual([...graph.broken.keys()], ['a.ts']);
  });

  it('follows imports from tests, not what they merely name', () => {
    const graph = moduleGraphOf(
      treeOf({
        'a.test.ts': "import './a';\nrun('./b.ts');\n",
        'a.ts': "import './c';\n",
        'b.ts': '',
        'c.ts': '',
        'd.ts': '',
      }),
    );
    assert.deepEqual([...testReachOf(graph).reached].toSorted(), ['a.ts', 'c.ts']);
  });
});

describe('entry points', () => {
  const reasons = (files: Record<string, string>) => {
    const tree = treeOf(files);
    return findEntryPoints(tree, moduleGraphOf(tree)).reasons;
  };

  it('are found in package.json, pages, workflows and by their names', () => {
    const found = reasons({
      'package.json':
        '{"main":"lib/a.js","bin":{"x":"tool.js"},"scripts":{"go":"node ./work/go.js && mocha \'spec/**/*.js\'","lint":"eslint src/**/*.js"}}',
      'lib/a.js': '',
      'tool.js': '',
      'work/go.js': '',
      'spec/deep/b.js': '',
      'src/c.js': '',
      'src/page.js': '',
      'index.html': '<script src="src/page.js"></script>',
      'vite.config.js': '',
      '.github/workflows/ci.yml': 'run: node work/ci.js\n',
      'work/ci.js': '',
    });
    for (const path of [
      'lib/a.js',
      'tool.js',
      'work/go.js',
      'spec/deep/b.js',
      'src/page.js',
      'vite.config.js',
      'work/ci.js',
    ]) {
      assert.ok(found.has(path), path);
    }
    assert.ok(!found.has('src/c.js'));
  });
});

describe('the parse cache', () => {
  it('parses a file once, and gives null for what has no text', () => {
    const parses = parsesOf(treeOf({ 'a.ts': 'let a;\n' }));
    assert.equal(parses.get('a.ts'), parses.get('a.ts'));
    assert.equal(parses.get('b.ts'), null);
  });
});

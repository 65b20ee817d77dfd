import assert from 'node:assert/strict';
import type { PlanLevel } from '@iama/contracts/recipe';
import type { Recipe } from '../recipe.ts';
import { reasonsOf, runRecipe } from '../proposal/testing.test.ts';
import { proposeUpgrades } from './deprecated-api/propose-upgrades.ts';
import { proposePythonImports } from './missing-import/propose-python-imports.ts';
import { proposeAnnotations } from './missing-type-annotation/propose-annotations.ts';
import { proposeUnused } from './unused-variable/propose-unused.ts';
import { withPython } from './with-python.ts';
import type { ProposePython } from './with-python.ts';

/** A recipe that leaves scripts alone, so that only Python is seen. */
const pythonOnly = (id: Recipe['id'], propose: ProposePython): Recipe =>
  withPython(
    {
      id,
      run: () => ({ findings: [], kept: [], changes: [], skipped: [] }),
      describe: () => ({ title: '', summary: '', will: [], will_not: [], risk: 'low', risk_reason: '' }),
    },
    propose,
  );

const unused = pythonOnly('unused-variable', proposeUnused);
const imports = pythonOnly('missing-import', proposePythonImports);
const types = pythonOnly('missing-type-annotation', proposeAnnotations);
const upgrades = pythonOnly('deprecated-api', proposeUpgrades);

const run = (recipe: Recipe, files: Readonly<Record<string, string>> | string, level: PlanLevel = 'STANDARD') =>
  runRecipe(recipe, typeof files === 'string' ? { 'a.py': files } : files, { level });
const after = async (recipe: Recipe, files: Readonly<Record<string, string>> | string, level?: PlanLevel) =>
  (await run(recipe, files, level)).files['a.py'];

describe('unused names in Python', () => {
  it('leave with their statement, their line or their comma', async () => {
    assert.equal(await after(unused, 'import os\nimport sys\n\nsys.exit()\n'), 'import sys\n\nsys.exit()\n');
    assert.equal(await after(unused, 'import os, sys, re\n\nsys.exit()\n'), 'import sys\n\nsys.exit()\n');
    assert.equal(
      await after(unused, 'from typing import (\n    Any,\n    List,\n    Optional,\n)\n\nx: List\n'),
      'from typing import (\n    List,\n    )\n\nx: List\n'.replace('    )', ')'),
    );
    assert.equal(
      await after(unused, 'from os import path, sep, linesep\n\npath()\n'),
      'from os import path\n\npath()\n',
    );
    assert.equal(
      await after(unused, 'def f(g):\n    x = g()\n    y = x\n    return 1\n'),
      'def f(g):\n    g()\n    return 1\n',
    );
    assert.equal(await after(unused, 'def f():\n    x = 1\n    y = 2\n'), 'def f():\n    pass\n');
    assert.equal(await after(unused, 'def f(g):\n    x = g()\n    return 1\n'), 'def f(g):\n    g()\n    return 1\n');
    assert.equal(
      await after(unused, 'def f(g):\n    try:\n        g()\n    except OSError as e:\n        pass\n'),
      'def f(g):\n    try:\n        g()\n    except OSError:\n        pass\n',
    );
  });

  it('stay where loading them may do something, or others may want them', async () => {
    for (const text of [
      'import plugins\n',
      'try:\n    import json\nexcept ImportError:\n    pass\n',
      'import os  # keep\n',
      'import os  # noqa: F401\n',
      'def f(g):\n    a, b = g()\n    return a\n',
    ])
      assert.equal(await after(unused, text), text);
    const package_ = { 'p/__init__.py': 'from os import path\n' };
    assert.deepEqual((await run(unused, package_, 'COMPREHENSIVE')).files, package_);
    const shared = { 'a.py': 'from os import path\n', 'b.py': 'from a import path\n\npath()\n' };
    assert.deepEqual((await run(unused, shared, 'COMPREHENSIVE')).files, shared);
    assert.equal(await after(unused, 'import plugins\n', 'COMPREHENSIVE'), '');
  });
});

describe('missing imports in Python', () => {
  it('come from the one module that offers the name', async () => {
    const files = {
      'p/__init__.py': '',
      'p/shapes.py': 'class Square:\n    pass\n',
      'a.py': '"""Doc."""\nimport os\n\nos.getcwd()\nSquare()\njson.dumps(1)\n',
    };
    assert.equal(
      await after(imports, files),
      '"""Doc."""\nimport os\nfrom p.shapes import Square\nimport json\n\nos.getcwd()\nSquare()\njson.dumps(1)\n',
    );
    assert.equal(
      await after(imports, 'x: Optional[int] = None\n'),
      'from typing import Optional\nx: Optional[int] = None\n',
    );
  });

  it('are left where two offer it, nobody does, or modules would wait for each other', async () => {
    const two = { 'b.py': 'def load_it(): ...\n', 'c.py': 'def load_it(): ...\n', 'a.py': 'load_it()\n' };
    assert.match(reasonsOf(await run(imports, two))[0] ?? '', /`b` and `c` both offer it/);
    assert.match(reasonsOf(await run(imports, 'nobody()\n'))[0] ?? '', /nothing in the repository defines it/);
    const chance = { 'b.py': 'def lt(): ...\n', 'a.py': 'lt()\n' };
    assert.deepEqual((await run(imports, chance)).files, chance);
    const made = { 'b.py': 'def load_it(): ...\n', 'a.py': 'exec("def load_it(): ...")\nload_it()\n' };
    assert.deepEqual((await run(imports, made, 'COMPREHENSIVE')).files, made);
    const ring = { 'b.py': 'import a\n\n\ndef load_it():\n    a.go()\n', 'a.py': 'def go():\n    load_it()\n' };
    assert.match(reasonsOf(await run(imports, ring))[0] ?? '', /wait for each other/);
    assert.deepEqual(reasonsOf(await run(imports, 'json\n')), [
      '`json` stays without an import: nothing in the repository defines it.',
    ]);
  });
});

describe('missing types in Python', () => {
  const text =
    'class A:\n    def __init__(self):\n        self.a = 1\n\n    def name(self):\n        return "a"\n\n    def go(self):\n        self.a += 1\n';
  it('are those that the returns say', async () => {
    assert.equal(
      await after(types, text, 'CONSERVATIVE'),
      text.replace('__init__(self)', '__init__(self) -> None').replace('go(self)', 'go(self) -> None'),
    );
    assert.equal(
      await after(types, text),
      text
        .replace('__init__(self)', '__init__(self) -> None')
        .replace('name(self)', 'name(self) -> str')
        .replace('go(self)', 'go(self) -> None'),
    );
  });

  it('are not guessed for empty bodies and foreign decorators', async () => {
    const kept =
      '@app.get("/")\ndef index():\n    return "a"\n\n\nclass B:\n    def later(self):\n        """Overridden."""\n\n    def never(self):\n        raise NotImplementedError\n';
    assert.equal(await after(types, kept, 'COMPREHENSIVE'), kept);
  });
});

describe('deprecated forms of Python', () => {
  it('are replaced level by level, by what the project’s oldest Python has', async () => {
    const text =
      'import io\nfrom typing import List\n\n\nclass A(object):\n    def f(self, x: List[int]):\n        try:\n            return io.open("a", "r")\n        except IOError:\n            return x\n';
    const aliases = text.replace('io.open', 'open').replace('IOError', 'OSError');
    assert.equal(await after(upgrades, text, 'CONSERVATIVE'), aliases);
    assert.equal(await after(upgrades, text), aliases.replace('(object)', '').replace(', "r"', ''));
    const modern = { 'pyproject.toml': '[project]\nrequires-python = ">=3.10"\n', 'a.py': text };
    assert.match((await after(upgrades, modern, 'COMPREHENSIVE')) ?? '', /x: list\[int\]/);
    assert.doesNotMatch((await after(upgrades, text, 'COMPREHENSIVE')) ?? '', /x: list\[int\]/);
  });
});

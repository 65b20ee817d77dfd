import type { Finding } from '@iama/contracts/recipe';
import { composeEdits } from '../../patch/compose-edits.ts';
import { applyEdits } from '../../patch/apply-edits.ts';
import type { FileChange } from '../../patch/file-change.ts';
import { moduleFacts } from './facts/module-facts.ts';
import type { ModuleFacts } from './facts/module-facts.ts';
import type { Reason } from './facts/source-facts.ts';
import { packageGroups } from './plan/plan-packages.ts';
import type { PackagesPlan } from './plan/plan-packages.ts';
import { faultOfModule } from './rewrite/check-module.ts';
import type { Edit } from './rewrite/edit-list.ts';
import { hookPathEdits } from './rewrite/hook-paths.ts';
import { renameRequires } from './rewrite/rename-requires.ts';
import { eslintConfigEdits, rewriteLintSettings } from './rewrite/rewrite-lint-settings.ts';
import { rewriteManifest } from './rewrite/rewrite-manifest.ts';
import { rewriteModule } from './rewrite/rewrite-module.ts';
import { declarationEdits } from './rewrite/rewrite-declarations.ts';
import { manifestPath, scopeOf } from './tree/manifest.ts';

export interface Emission {
  readonly findings: readonly Finding[];
  readonly changes: readonly FileChange[];
  /** Files whose rewritten text did not pass the gate: nothing of this emission may be used. */
  readonly faults: ReadonlyMap<string, Reason>;
}

/** Node 16 reads everything that the standard change writes; `import.meta.dirname` came with 20.11. */
const FLOOR = { standard: [16, 0], modern: [20, 11] } as const;

/** What is said of a converted file; the second of one that did not ask for strict mode, as every ES module gets it. */
export const CONVERTED = 'CommonJS module becomes an ES module';
export const CONVERTED_TO_STRICT = `${CONVERTED}, and with that strict code`;

export function emitPackages(plan: PackagesPlan, modern: boolean): Emission {
  const { conversion, names } = plan;
  const { tree, settlement } = conversion;
  const groups = packageGroups(plan);
  const findings: Finding[] = [];
  const changes = new Map<string, FileChange>();
  const faults = new Map<string, Reason>();
  const groupOf = (path: string): string => `package:${groups.get(scopeOf(tree, path) ?? '.') ?? '.'}`;
  const find = (kind: string, path: string, message: string): string => {
    const id = `commonjs-to-esm:${kind}:${path}`;
    findings.push({ id, kind, path, symbol: null, line: 1, message, group: groupOf(path) });
    return id;
  };
  const modify = (path: string, edits: readonly Edit[], finding_id: string): void => {
    const before = changes.get(path);
    const all = [
      ...(before?.change === 'modify' || before?.change === 'rename' ? before.edits : []),
      ...edits.map(({ start, end, text }) => ({ start, end, replacement: text, finding_id })),
    ];
    const composed = composeEdits(path, tree.files.get(path) ?? '', all);
    if (!composed.ok)
      faults.set(path, { line: null, reason: `its edits contradict each other: ${composed.refusal.message}` });
    else if (before?.change === 'rename') changes.set(path, { ...before, edits: composed.edits });
    else changes.set(path, { change: 'modify', path, edits: composed.edits });
  };

  for (const path of [...settlement.convert].toSorted()) {
    const facts = moduleFacts(tree, path) as ModuleFacts;
    const edits = rewriteModule(conversion, facts);
    if (edits.length > 0)
      modify(path, edits, find('convert_module', path, facts.strict ? CONVERTED : CONVERTED_TO_STRICT));
    const change = changes.get(path);
    const fault = faultOfModule(change?.change === 'modify' ? applyEdits(facts.text, change.edits) : facts.text);
    if (fault) faults.set(path, { line: null, reason: fault });
    const declared = declarationEdits(conversion, path);
    if (declared)
      modify(
        declared.path,
        declared.edits,
        find('declaration', declared.path, 'type declaration says `export default`, as the module does'),
      );
  }
  for (const [path, new_path] of names.renames) {
    const facts = moduleFacts(tree, path) as ModuleFacts;
    const finding_id = find(
      'keep_commonjs',
      path,
      `stays CommonJS and is renamed to ${new_path}: ${settlement.stay.get(path)?.reason ?? ''}`,
    );
    changes.set(path, { change: 'rename', path, new_path, finding_id, edits: [] });
    modify(path, renameRequires(conversion, facts), finding_id);
  }
  for (const folder of names.pins) {
    const path = manifestPath(folder);
    const finding_id = find('pin_commonjs', path, `says that the test data in ${folder} is CommonJS`);
    changes.set(path, { change: 'create', path, text: '{\n  "type": "commonjs"\n}\n', finding_id });
  }
  for (const files of plan.packages) {
    const path = manifestPath(files.directory);
    const edits = rewriteManifest(tree, files, names.renames, modern ? FLOOR.modern : FLOOR.standard);
    modify(path, edits.type, find('package_type', path, '"type": "module", and the new names of renamed files'));
    if (edits.engines.length > 0)
      modify(path, edits.engines, find('engines', path, 'promises only Node versions that run the result'));
    const lint = eslintConfigEdits(tree.files.get(path) ?? '');
    if (lint.length > 0) modify(path, lint, find('lint_settings', path, 'linters parse the code as modules'));
    for (const [settings, hookEdits] of hookPathEdits(tree, files.directory, settlement.convert)) {
      modify(settings, hookEdits, find('update_reference', settings, 'names files to load with their extension'));
    }
    for (const [settings, settingEdits] of rewriteLintSettings(tree, files.directory)) {
      modify(settings, settingEdits, find('lint_settings', settings, 'linters parse the code as modules'));
    }
  }
  return { findings, changes: [...changes.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1)), faults };
}

import { readFile } from 'node:fs/promises';
import { sep } from 'node:path';
import { Patch } from '@iama/contracts/patch/patch';
import { applyPatchToDisk } from '@iama/runner/apply/apply-patch-to-disk';
import { nodeDisk } from '@iama/runner/snapshot/node-disk';
import { openWorkspace } from '@iama/runner/workspace/open-workspace';

/** Applies a patch, and says so on stdout before the first write to the workspace. Arguments: root, data folder, job, patch file. */
const [root, data_dir, job_id, file] = process.argv.slice(2);
if (!root || !data_dir || !job_id || !file) throw new Error('wrong arguments');
const workspace = await openWorkspace(root);
const patch = Patch.parse(JSON.parse(await readFile(file, 'utf8')));
let said = false;
await applyPatchToDisk(
  { workspace, data_dir, job_id, patch },
  {
    ...nodeDisk,
    async writeNew(path, ...rest) {
      if (!said && path.startsWith(root + sep)) process.stdout.write('writing\n');
      said ||= path.startsWith(root + sep);
      await nodeDisk.writeNew(path, ...rest);
    },
  },
);

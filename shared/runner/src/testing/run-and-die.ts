import { applyPatchToDisk } from '../apply/apply-patch-to-disk.ts';
import { recoverTransactions } from '../apply/recover-transactions.ts';
import { revertJob } from '../revert/revert-job.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { readFile } from 'node:fs/promises';
import type { Patch } from '@iama/contracts/patch/patch';
import { dyingDisk } from './faulty-disk.ts';

/** A process of its own that applies, reverts or recovers and is killed at a step. Arguments: verb root data_dir job step patch-file. */
const [verb, root, dataDir, jobId, step, patchFile] = process.argv.slice(2);
if (!root || !dataDir || !jobId || !step || !patchFile) throw new Error('wrong arguments');
const workspace = await openWorkspace(root);
const disk = dyingDisk(Number(step));
if (verb === 'apply') {
  const patch = JSON.parse(await readFile(patchFile, 'utf8')) as Patch;
  await applyPatchToDisk({ workspace, data_dir: dataDir, job_id: jobId, patch }, disk);
} else if (verb === 'revert') await revertJob({ workspace, data_dir: dataDir, job_id: jobId }, disk);
else await recoverTransactions(workspace, dataDir, disk);

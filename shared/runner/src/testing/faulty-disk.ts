import { writeFileSync } from 'node:fs';
import type { Disk } from '../snapshot/disk.ts';
import { nodeDisk } from '../snapshot/node-disk.ts';

/** Called before each durable step, and a second time in the middle of writing a file (`half` is then true). */
export type BeforeStep = (step: keyof Disk, path: string, half: boolean) => void;

/** The real disk with a place to fail, or die, before every step and in the middle of every file. */
export function faultyDisk(beforeStep: BeforeStep): Disk {
  return {
    async writeNew(path, bytes, mode, owner) {
      beforeStep('writeNew', path, false);
      beforeStep('writeNew', path, true);
      await nodeDisk.writeNew(path, bytes, mode, owner);
    },
    async rename(from, to) {
      beforeStep('rename', to, false);
      await nodeDisk.rename(from, to);
    },
    async unlink(path) {
      beforeStep('unlink', path, false);
      await nodeDisk.unlink(path);
    },
    async makeDir(path, owner) {
      beforeStep('makeDir', path, false);
      await nodeDisk.makeDir(path, owner);
    },
    async removeDir(path) {
      beforeStep('removeDir', path, false);
      await nodeDisk.removeDir(path);
    },
    async syncDir(path) {
      beforeStep('syncDir', path, false);
      await nodeDisk.syncDir(path);
    },
  };
}

/** The real disk until step number `step` (from 0); there the process is killed, in the middle of a file if it is one. */
export function dyingDisk(step: number): Disk {
  let count = 0;
  return faultyDisk((name, path, half) => {
    if (count++ < step) return;
    if (name === 'writeNew' && half) writeFileSync(path, 'half of what');
    process.kill(process.pid, 'SIGKILL');
    // The signal is on its way; nothing more may happen here.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
}

import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A program named `docker` that notes how it is called and holds nothing in, for machines without an engine. */
export interface DockerStandIn {
  /** A PATH on which it is found first. */
  readonly path: string;
  readonly program: string;
  /** Every call so far, as its words. */
  calls(): readonly (readonly string[])[];
  remove(): void;
}

export function dockerStandIn(): DockerStandIn {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'iama-docker-')));
  const program = join(folder, 'docker');
  const script = join(folder, 'docker.mjs');
  copyFileSync(fileURLToPath(new URL('./docker-stand-in.mjs', import.meta.url)), script);
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${script}' "$@"\n`);
  chmodSync(program, 0o755);
  const notes = join(folder, 'calls.jsonl');
  return {
    path: [folder, process.env['PATH'] ?? ''].join(delimiter),
    program,
    calls: () => (existsSync(notes) ? readFileSync(notes, 'utf8').trim().split('\n') : []).map(parse),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function parse(line: string): readonly string[] {
  return JSON.parse(line) as readonly string[];
}

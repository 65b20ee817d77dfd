/**
 * A `docker` that holds nothing in: it writes down how it was called and runs what it is given as a process of this machine, which
 * outlives its caller as a container outlives the docker program. `STAND_IN` names the folder of its notes; see docker-stand-in.ts.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const notes = dirname(process.argv[1]);
const [verb, ...rest] = process.argv.slice(2);
appendFileSync(join(notes, 'calls.jsonl'), `${JSON.stringify([verb, ...rest])}\n`);

switch (verb) {
  case 'version':
    console.log('99.0.0');
    break;
  case 'info':
    console.log('2 17179869184 ["name=seccomp,profile=default"]');
    break;
  case 'image':
    process.exitCode = rest.at(-1).includes('missing') ? 1 : 0;
    break;
  case 'ps':
    for (const name of readdirSync(notes)) {
      const label = rest.at(-1).replace('label=', '');
      if (name.endsWith('.pid') && readFileSync(join(notes, name), 'utf8').endsWith(label))
        console.log(name.slice(0, -4));
    }
    break;
  case 'rm':
    for (const name of rest.slice(1)) remove(name);
    break;
  case 'run':
    run(rest);
    break;
}

function remove(name) {
  const file = join(notes, `${name}.pid`);
  if (!existsSync(file)) return;
  try {
    process.kill(-Number.parseInt(readFileSync(file, 'utf8'), 10), 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
  rmSync(file, { force: true });
}

function run(args) {
  const all = (option) => args.flatMap((each, at) => (each === option ? [args[at + 1]] : []));
  const one = (option) => all(option)[0];
  const environment = all('--env').map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)]);
  const env = { PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, ...Object.fromEntries(environment) };
  const options = { cwd: one('--workdir'), env, stdio: ['ignore', 'inherit', 'inherit'], detached: true };
  const child = spawn(one('--entrypoint'), ['-c', args.at(-1)], options);
  writeFileSync(join(notes, `${one('--name')}.pid`), `${child.pid} ${one('--label')}`);
  child.on('exit', (code, signal) => {
    rmSync(join(notes, `${one('--name')}.pid`), { force: true });
    process.exit(signal ? 137 : code);
  });
}

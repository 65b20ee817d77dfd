import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface TemporaryRepository {
  readonly root: string;
  /** A folder outside the repository, for our own records. */
  readonly data_dir: string;
  write(path: string, content: string | Uint8Array, mode?: number): void;
  git(...args: string[]): string;
  commitAll(): void;
  remove(): void;
}

/** A real repository with these files committed, for tests. The caller removes it. */
export function temporaryRepository(files: Readonly<Record<string, string | Uint8Array>> = {}): TemporaryRepository {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'iama-test-')));
  const root = join(base, 'repository');
  mkdirSync(root);
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.test', '-c', 'init.defaultBranch=main'];
  const repository: TemporaryRepository = {
    root,
    data_dir: join(base, 'data'),
    write(path, content, mode = 0o644) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
      chmodSync(join(root, path), mode);
    },
    git(...args) {
      return execFileSync('git', [...identity, ...args], {
        cwd: root,
        env: environment,
        encoding: 'utf8',
        stdio: 'pipe',
      });
    },
    commitAll() {
      repository.git('add', '-A');
      repository.git('commit', '-q', '-m', 'A commit');
    },
    remove() {
      rmSync(base, { recursive: true, force: true });
    },
  };
  repository.git('init', '-q');
  for (const [path, content] of Object.entries(files)) repository.write(path, content);
  if (Object.keys(files).length > 0) repository.commitAll();
  return repository;
}

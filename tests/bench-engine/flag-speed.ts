import { FlagSearch } from '@iama/contracts/flag/request';
import { flagScan } from '@iama/engine/flag/scan/flag-scan';
import { parseModule } from '@iama/engine/js/parse';
import { readSource } from '@iama/engine/syntax/read-source';
import { figure } from './figure.ts';
import type { Figure } from './figure.ts';
import { GENERATED_FLAG, generatedRepository } from './generated-repository.ts';
import { removeInMemory } from './remove-in-memory.ts';

const BYTES = 12_000_000;
const FILES = 2_000;
const FILES_WITH_FLAG = 20;
const ROUNDS = 5;

/** Searching, parsing and removing on 12 MB of TypeScript that this makes itself. Medians after one round that warms up. */
export function measureFlagSpeed(seed: number): readonly Figure[] {
  const size = { files: FILES, bytes: BYTES, files_with_flag: FILES_WITH_FLAG };
  const texts = generatedRepository(size, seed);
  const scan = flagScan(FlagSearch.parse({}), GENERATED_FLAG);
  const named = (): string[] => [...texts].flatMap(([path, text]) => (scan.names(text, []) ? [path] : []));
  const naive = (): string[] => [...texts].flatMap(([path, text]) => (text.includes(GENERATED_FLAG) ? [path] : []));
  const [search, includes] = [median(named), median(naive)];
  const found = named();
  if (found.length !== FILES_WITH_FLAG) throw new Error(`${found.length} files were found, not ${FILES_WITH_FLAG}.`);

  const some = [...texts].filter(([path]) => path.endsWith('.ts')).slice(0, FILES / 4);
  const megabytes = some.reduce((sum, [, text]) => sum + text.length, 0) / 1_000_000;
  const parse = median(() => some.map(([path, text]) => parseModule(path, text).ok));
  const read = median(() => some.map(([path, text]) => readSource(path, text).ok));

  const removal = median(() => {
    const concerned = new Map([...texts].filter(([path, text]) => !path.endsWith('.ts') || scan.names(text, [])));
    const after = removeInMemory(concerned, { key: GENERATED_FLAG, value: true });
    if ([...after.values()].some((text) => text.includes(GENERATED_FLAG))) throw new Error('The flag is still there.');
  });
  return [
    figure(
      '12 MB searched for a flag',
      search,
      { at_most: 150 },
      'ms',
      `${(search / includes).toFixed(1)}x a plain includes()`,
    ),
    figure('TypeScript parsed', (megabytes / parse) * 1000, { at_least: 3 }, 'MB/s'),
    figure(
      'TypeScript read into the tree of all languages',
      (megabytes / read) * 1000,
      { at_least: 0.5 },
      'MB/s',
      `${(read / parse).toFixed(1)}x parsing`,
    ),
    figure(`a flag in ${FILES_WITH_FLAG} files removed`, removal, { at_most: 2000 }, 'ms'),
  ];
}

function median(work: () => unknown): number {
  work();
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  }).toSorted((a, b) => a - b);
  return times[Math.floor(ROUNDS / 2)] ?? 0;
}

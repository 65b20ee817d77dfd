import type { Anchor } from '@iama/contracts/job/anchor';
import type { SddItem } from '@iama/contracts/job/spec';

/** Declarations that one clause may stand on. */
const MOST = 200;

/** An item with the declarations that its links speak of, as they were when the code was read; without, where there are none. */
export function anchorItem<Item extends Pick<SddItem, 'paths' | 'symbols'>>(
  item: Item,
  known: readonly Anchor[],
): Item & { anchors?: Anchor[] } {
  const names = new Set(item.symbols);
  const paths = new Set(item.paths);
  const anchors = known.filter(({ path, symbol }) => names.has(symbol) && (paths.size === 0 || paths.has(path)));
  return anchors.length === 0 ? item : { ...item, anchors: anchors.slice(0, MOST) };
}

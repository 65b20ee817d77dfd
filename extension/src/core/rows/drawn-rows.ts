/** What stands in a row, and under it, as texts that are equal when they look equal. */
export interface Look {
  readonly row: string;
  /** Asked for only while the editor shows what stands under the row. */
  readonly under: () => string;
}

interface Drawn {
  readonly row: string;
  /** Null while nobody looks under the row. */
  readonly under: string | null;
}

/**
 * What the editor was last given of a tree, so that it is given again only what looks different. VS Code keeps over 200 bytes of
 * every row that it was ever given, for as long as the view lives.
 */
export class DrawnRows {
  #list: string | null = null;
  readonly #drawn = new Map<string, Drawn>();

  /** The editor was given the list. It asks for rows that are not in it only when it shows them somewhere else. */
  list(ids: readonly string[]): void {
    this.#list = keyOf(ids);
    const listed = new Set(ids);
    for (const id of this.#drawn.keys()) if (!listed.has(id)) this.#drawn.delete(id);
  }

  /** The editor was given a row. What it showed under it, it asks for again. */
  row(id: string, look: string): void {
    this.#drawn.set(id, { row: look, under: null });
  }

  /** The editor was given what stands under a row. */
  under(id: string, look: string): void {
    const drawn = this.#drawn.get(id);
    if (drawn) this.#drawn.set(id, { ...drawn, under: look });
  }

  /** The rows that look different now; `all` when the list has other rows. The editor is told of them again until it asks. */
  stale(ids: readonly string[], lookOf: (id: string) => Look): readonly string[] | 'all' {
    if (this.#list === null) return [];
    if (this.#list !== keyOf(ids)) return 'all';
    return [...this.#drawn].flatMap(([id, drawn]) => {
      const now = lookOf(id);
      return now.row !== drawn.row || (drawn.under !== null && drawn.under !== now.under()) ? [id] : [];
    });
  }
}

function keyOf(ids: readonly string[]): string {
  return ids.join('\n');
}

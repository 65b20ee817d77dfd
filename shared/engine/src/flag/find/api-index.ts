import type { FlagAnnotation, FlagCall, FlagElement, FlagMember, FlagWrapper } from '@iama/contracts/flag/api';
import { nameForKey, namesKey } from '../keys/key-names.ts';
import type { NamedApi } from '../presets/flag-presets.ts';

type Known<Descriptor> = ReadonlyMap<string, readonly { readonly id: NamedApi['id']; readonly api: Descriptor }[]>;

/** What is known of flag libraries, by the names that stand in the code. Within a name, the person's own API comes first. */
export interface ApiIndex {
  readonly calls: Known<FlagCall>;
  readonly elements: Known<FlagElement>;
  readonly wrappers: Known<FlagWrapper>;
  readonly annotations: Known<FlagAnnotation>;
  readonly members: readonly { readonly id: NamedApi['id']; readonly api: FlagMember }[];
  readonly constants: ReadonlySet<string>;
  /** Names of calls that hold the key themselves: they need no argument. */
  readonly keyed: ReadonlySet<string>;
}

/** `key` null leaves out names that are made of the key. */
export function indexApis(apis: readonly NamedApi[], key: string | null): ApiIndex {
  const keyed = new Set<string>();
  const spelled = (names: readonly string[]): string[] =>
    names.flatMap((name) => {
      if (!namesKey(name)) return [name];
      if (key === null) return [];
      keyed.add(nameForKey(name, key));
      return [nameForKey(name, key)];
    });
  return {
    calls: byName(apis, ({ calls }) => calls, spelled),
    elements: byName(apis, ({ elements }) => elements, spelled),
    wrappers: byName(apis, ({ wrappers }) => wrappers, spelled),
    annotations: byName(apis, ({ annotations }) => annotations, spelled),
    members: apis.flatMap(({ id, api }) => api.members.map((each) => ({ id, api: each }))),
    constants: new Set(apis.flatMap(({ api }) => api.constants)),
    keyed,
  };
}

function byName<Descriptor extends { readonly names: readonly string[] }>(
  apis: readonly NamedApi[],
  pick: (api: NamedApi['api']) => readonly Descriptor[],
  spelled: (names: readonly string[]) => readonly string[],
): Known<Descriptor> {
  const known = new Map<string, { id: NamedApi['id']; api: Descriptor }[]>();
  for (const { id, api } of apis) {
    for (const descriptor of pick(api)) {
      for (const name of spelled(descriptor.names))
        known.set(name, [...(known.get(name) ?? []), { id, api: descriptor }]);
    }
  }
  return known;
}

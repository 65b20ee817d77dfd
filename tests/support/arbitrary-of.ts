import fc from 'fast-check';
import { z } from 'zod';

/** The part of JSON Schema that the route table's schemas come out as. */
interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface Wishes {
  /** Values that mean something to the server, by the name of the property. */
  readonly known: Readonly<Record<string, readonly string[]>>;
  /** Of a hundred values at any place, how many are of another type or out of bounds. */
  readonly junk_percent: number;
}

/** JSON that the schema takes, or nearly: what a client with a mistake, or with bad intent, would send. */
export function arbitraryOf(schema: z.ZodType, wishes: Wishes): fc.Arbitrary<unknown> {
  return like(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema, wishes);
}

function like(schema: JsonSchema, wishes: Wishes, name = ''): fc.Arbitrary<unknown> {
  const { junk_percent } = wishes;
  if (junk_percent === 0) return proper(schema, wishes, name);
  return fc.oneof(
    { arbitrary: proper(schema, wishes, name), weight: 100 - junk_percent },
    { arbitrary: JUNK, weight: junk_percent },
  );
}

function proper(schema: JsonSchema, wishes: Wishes, name: string): fc.Arbitrary<unknown> {
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return fc.oneof(...choices.map((choice) => like(choice, wishes, name)));
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (Array.isArray(schema.type))
    return fc.oneof(...schema.type.map((type) => like({ ...schema, type }, wishes, name)));
  switch (schema.type) {
    case 'object':
      return objectLike(schema, wishes);
    case 'array':
      return fc.array(like(schema.items ?? {}, wishes, name), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, 4),
      });
    case 'string':
      return stringLike(schema, wishes.known[name] ?? []);
    case 'integer':
    case 'number':
      return fc.oneof(
        fc.integer({ min: Math.max(schema.minimum ?? 0, 0), max: Math.min(schema.maximum ?? 100, 100_000) }),
        fc.constantFrom(0, 1, 2, schema.maximum ?? 100),
      );
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return JUNK;
  }
}

function objectLike(schema: JsonSchema, wishes: Wishes): fc.Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {}).map(
    ([name, each]) => [name, like(each, wishes, name)] as const,
  );
  // Now and then one is forgotten that has to be there.
  const forgets = fc.nat({ max: 99 }).map((dice) => dice < wishes.junk_percent);
  return fc
    .tuple(fc.record(Object.fromEntries(properties), { requiredKeys: [...(schema.required ?? [])] }), forgets, fc.nat())
    .map(([made, forgotten, which]) => {
      const names = Object.keys(made);
      const victim = names[which % Math.max(names.length, 1)];
      return forgotten && victim !== undefined
        ? Object.fromEntries(Object.entries(made).filter(([name]) => name !== victim))
        : made;
    });
}

function stringLike(schema: JsonSchema, known: readonly string[]): fc.Arbitrary<string> {
  const any = unknownString(schema);
  if (known.length === 0) return any;
  return fc.oneof({ arbitrary: fc.constantFrom(...known), weight: 9 }, { arbitrary: any, weight: 1 });
}

function unknownString({ format, pattern, minLength = 0, maxLength = 40 }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  if (format === 'date-time') return fc.constantFrom('2026-11-20T09:30:00.000Z', '0001-01-01T00:00:00Z');
  if (format === 'email') return fc.constantFrom('somebody@example.test', 'SOMEBODY@example.test');
  if (pattern?.includes('{64}') === true) return fc.constantFrom('a'.repeat(64), 'b'.repeat(64));
  const plain = fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 40) });
  const longest = fc.constant('x'.repeat(Math.min(maxLength, 3000)));
  return fc.oneof({ arbitrary: plain, weight: 3 }, { arbitrary: SAID, weight: 3 }, { arbitrary: longest, weight: 1 });
}

/** Texts that something on the way may take for more than text. */
const SAID = fc.constantFrom(
  'src/a.js',
  '.',
  '../../etc/passwd',
  '/etc/passwd',
  "x'; DROP TABLE jobs; --",
  '%00',
  'a\u0000b',
  '\uD800 alone',
  '\u202Eevil',
  'line\nline',
  '${7*7}{{7*7}}',
  '__proto__',
  'constructor',
  'root/mocha::test/a.test.js::adds',
  '😀'.repeat(20),
);

export const JUNK: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 0.5, 1e308, 2 ** 53, '', [], {}, 'NaN'),
  SAID,
  fc.constantFrom('x'.repeat(10_000), '1'.repeat(400)),
  fc.constantFrom<unknown>([[[[[[]]]]]], { constructor: { prototype: { polluted: true } } }, { length: -1 }),
);

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly properties?: Record<string, Schema>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

/** A JSON schema in the notation of TypeScript types, for reading. Named schemas appear as `schema:Name`. */
export function schemaText(schema: object, indent = ''): string {
  const { $ref, type, items, properties, additionalProperties, anyOf, oneOf, allOf, format, ...rest } =
    schema as Schema;
  if ($ref) return `schema:${$ref.split('/').at(-1)}`;
  if ('const' in rest) return JSON.stringify(rest.const);
  if (rest.enum) return rest.enum.map((value) => JSON.stringify(value)).join(' | ');
  const either = anyOf ?? oneOf;
  if (either) return either.map((each) => schemaText(each, indent)).join(' | ');
  if (allOf) return allOf.map((each) => schemaText(each, indent)).join(' & ');
  if (type === 'array') return `(${schemaText(items ?? {}, indent)})[]`;
  if (properties) return objectText(properties, rest.required ?? [], indent);
  if (typeof additionalProperties === 'object') return `{ [name]: ${schemaText(additionalProperties, indent)} }`;
  const word = typeof type === 'string' ? type : (type?.join(' | ') ?? 'anything');
  return format === undefined ? word : `${word} (${format})`;
}

function objectText(properties: Record<string, Schema>, required: readonly string[], indent: string): string {
  const deeper = `${indent}  `;
  const lines = Object.entries(properties).map(
    ([name, schema]) => `${deeper}${name}${required.includes(name) ? '' : '?'}: ${schemaText(schema, deeper)}`,
  );
  return `{\n${lines.join('\n')}\n${indent}}`;
}

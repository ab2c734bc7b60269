import { readFileSync } from 'node:fs';

const { components } = JSON.parse(readFileSync(new URL('./openapi-slice.json', import.meta.url), 'utf8'));

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

/** The smallest object that GitHub's description allows by this name, with these values in it. */
export function sample(name: string, values: object): Record<string, unknown> {
  return { ...(smallest({ $ref: `#/components/schemas/${name}` }) as object), ...values };
}

function smallest(schema: Schema): unknown {
  if (schema.$ref !== undefined) return smallest(components.schemas[schema.$ref.split('/').at(-1)!]);
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0] ?? schema.allOf?.[0];
  if (choice !== undefined) return smallest(choice);
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.type === 'array') return [];
  if (schema.type === 'integer' || schema.type === 'number') return 1;
  if (schema.type === 'boolean') return false;
  if (schema.type === 'string') return 'x';
  const names = schema.required ?? [];
  return Object.fromEntries(names.map((name) => [name, smallest(schema.properties?.[name] ?? {})]));
}

export const BOT = sample('simple-user', { login: 'github-actions[bot]', type: 'Bot' });
export const PERSON = sample('simple-user', { login: 'mona', type: 'User' });

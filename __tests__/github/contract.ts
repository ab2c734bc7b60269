import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: unknown;
}

interface Operation {
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { schema: object }>> }>
  >;
}

const slice = JSON.parse(readFileSync(new URL('./openapi-slice.json', import.meta.url), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly parameters: Readonly<Record<string, Parameter>> };
};

const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema(slice, 'github');

const compiled = new Map<string, ValidateFunction>();

/** What is wrong with a request, by GitHub's published description; empty where nothing is. */
export function problemsOf(method: string, url: URL, body: unknown): readonly string[] {
  const found = findOperation(method, url.pathname);
  if (found === undefined) return [`${method} ${url.pathname} is no operation of the slice`];
  const { path, operation, values } = found;
  const problems: string[] = [];
  const query = new Map<string, string>(url.searchParams);
  for (const each of operation.parameters ?? []) {
    const parameter = '$ref' in each ? slice.components.parameters[each.$ref.split('/').at(-1)!]! : each;
    const given = parameter.in === 'path' ? values[parameter.name] : query.get(parameter.name);
    query.delete(parameter.name);
    if (given === undefined) {
      if (parameter.required) problems.push(`${parameter.name} is missing`);
      continue;
    }
    const value = /^\d+$/.test(given) ? Number(given) : given;
    const asText = ajv.validate(rooted(parameter.schema), given);
    if (!asText && !ajv.validate(rooted(parameter.schema), value))
      problems.push(`${parameter.name} is ${given}`);
  }
  for (const name of query.keys()) problems.push(`there is no parameter ${name}`);
  const schema = operation.requestBody?.content['application/json']?.schema;
  if (schema === undefined) return body === undefined ? problems : [...problems, 'there is no body'];
  const pointer = `#/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method.toLowerCase()}/requestBody/content/application~1json/schema`;
  return [...problems, ...validate(pointer, body), ...unknownNames(schema, body)];
}

/** What is wrong with an answer of the stand-in itself. */
export function answerProblems(method: string, url: URL, status: number, data: unknown): readonly string[] {
  const found = findOperation(method, url.pathname);
  if (found?.operation.responses[status]?.content === undefined) return [];
  const path = found.path.replaceAll('/', '~1');
  return validate(
    `#/paths/${path}/${method.toLowerCase()}/responses/${status}/content/application~1json/schema`,
    data,
  );
}

function findOperation(method: string, pathname: string) {
  for (const [path, methods] of Object.entries(slice.paths)) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
    const match = new RegExp(`^${path.replace(/\{\w+\}/g, '([^/]+)')}$`).exec(pathname);
    const operation = methods[method.toLowerCase()];
    if (match === null || operation === undefined) continue;
    const values = Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(match[i + 1]!)]));
    return { path, operation, values };
  }
  return undefined;
}

function validate(pointer: string, value: unknown): readonly string[] {
  const reference = `github${encodeURI(pointer)}`;
  const check = compiled.get(reference) ?? ajv.compile({ $ref: reference });
  compiled.set(reference, check);
  if (check(value)) return [];
  return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** A schema of the slice, so that its references are found from outside. */
function rooted(schema: unknown): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"github#/'));
}

/** GitHub passes over names that it does not know, so a misspelt one would do nothing, silently. */
function unknownNames(schema: unknown, value: unknown, at = ''): readonly string[] {
  const { properties, items } = schema as { properties?: Record<string, unknown>; items?: unknown };
  if (Array.isArray(value)) return items ? value.flatMap((item) => unknownNames(items, item, `${at}[]`)) : [];
  if (typeof value !== 'object' || value === null || properties === undefined) return [];
  return Object.entries(value).flatMap(([name, child]) =>
    properties[name] === undefined
      ? [`${at}.${name} is no known name`]
      : unknownNames(properties[name], child, `${at}.${name}`),
  );
}

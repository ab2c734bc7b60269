// Cuts GitHub's OpenAPI description down to the operations that this project calls, for the stand-in of its tests.
//
//   npm install --prefix /tmp/openapi --ignore-scripts @octokit/openapi@23.0.2
//   node scripts/openapi-slice.js /tmp/openapi/node_modules/@octokit/openapi/generated/api.github.com.json
//   npx biome check --write __tests__/github/openapi-slice.json
import { readFileSync, writeFileSync } from 'node:fs';

const OPERATIONS = {
  '/repos/{owner}/{repo}/pulls/{pull_number}/files': ['get'],
  '/repos/{owner}/{repo}/pulls/{pull_number}/comments': ['get'],
  '/repos/{owner}/{repo}/pulls/{pull_number}/reviews': ['post'],
  '/repos/{owner}/{repo}/pulls/comments/{comment_id}': ['patch', 'delete'],
  '/repos/{owner}/{repo}/check-runs': ['post'],
  '/repos/{owner}/{repo}/check-runs/{check_run_id}': ['patch'],
  '/repos/{owner}/{repo}/compare/{basehead}': ['get'],
};
/** What people read and no validator needs. */
const PROSE = new Set(['description', 'summary', 'example', 'examples', 'externalDocs', 'tags', 'title']);
const TARGET = new URL('../__tests__/github/openapi-slice.json', import.meta.url);

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error('usage: node scripts/openapi-slice.js api.github.com.json');
const whole = JSON.parse(readFileSync(source, 'utf8'));

const slice = {
  openapi: whole.openapi,
  info: { title: whole.info.title, version: whole.info.version },
  paths: {},
};
slice.components = {};

for (const [path, methods] of Object.entries(OPERATIONS)) {
  slice.paths[path] = {};
  for (const method of methods) {
    const { operationId, parameters, requestBody, responses } = whole.paths[path][method];
    const succeeded = Object.entries(responses).filter(([status]) => status.startsWith('2'));
    slice.paths[path][method] = take({
      operationId,
      parameters,
      requestBody,
      responses: Object.fromEntries(succeeded),
    });
  }
}

/** A copy without prose; what it refers to comes along. */
function take(value, isMap = false) {
  if (Array.isArray(value)) return value.map((item) => take(item));
  if (value === null || typeof value !== 'object') return value;
  const copy = {};
  for (const [key, child] of Object.entries(value)) {
    if (!isMap && (PROSE.has(key) || key.startsWith('x-'))) continue;
    if (key === '$ref') bring(child);
    copy[key] = take(child, !isMap && (key === 'properties' || key === 'responses'));
  }
  // JSON Schema validators take `nullable` only beside a type.
  if (isMap || copy.nullable !== true || copy.type !== undefined) return copy;
  const { nullable: _, ...rest } = copy;
  return { anyOf: [rest, { type: 'null' }] };
}

function bring(reference) {
  const [, , kind, name] = reference.split('/');
  slice.components[kind] ??= {};
  if (slice.components[kind][name] !== undefined) return;
  slice.components[kind][name] = {};
  slice.components[kind][name] = take(whole.components[kind][name]);
}

writeFileSync(TARGET, `${JSON.stringify(slice)}\n`);

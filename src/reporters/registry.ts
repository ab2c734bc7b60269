import type { Reporter } from './reporter.ts';

/** Every format by name, loaded when it is asked for. */
const REPORTERS: Readonly<Record<string, () => Promise<Reporter>>> = {
  text: async () => (await import('./text.ts')).text,
  json: async () => (await import('./json.ts')).json,
  sarif: async () => (await import('./sarif.ts')).sarif,
  github: async () => (await import('./github.ts')).github,
  markdown: async () => (await import('./markdown.ts')).markdown,
  gitlab: async () => (await import('./gitlab.ts')).gitlab,
  junit: async () => (await import('./junit.ts')).junit,
  checkstyle: async () => (await import('./checkstyle.ts')).checkstyle,
  rdjson: async () => (await import('./rdjson.ts')).rdjson,
};

export const REPORTER_NAMES: readonly string[] = Object.keys(REPORTERS);

/** The reporter of a format; `undefined` if there is no such format. */
export async function findReporter(name: string): Promise<Reporter | undefined> {
  return Object.hasOwn(REPORTERS, name) ? REPORTERS[name]?.() : undefined;
}

import type { TemplateValue } from '../../templates/value.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { Format } from '../format.ts';
import { type Resource, readResourceFiles } from '../provisioning/resource-reading.ts';
import { puppetValueAt } from './strings.ts';

/** Manifests of tests declare what a real machine need not have. */
const TRIAL = /(?:^|\/)(?:spec|tests?|examples?|fixtures|acceptance)\//;
const RESOURCE = /^[ \t]*(exec|file|file_line|docker::run|::docker::run)[ \t]*\{\s{0,200}(?=["'])/gm;
const LONGEST = 8000;

/** Puppet's own resources: `exec`, `file` with its content, `file_line`, and `docker::run` of puppetlabs-docker. */
export const puppetManifests: Format = {
  name: 'puppet-manifests',
  title: 'Puppet manifest',
  hasPath: (path) => path.endsWith('.pp'),
  hasContent: (_, path) => path.endsWith('.pp'),
  async read(files, repository) {
    const real = files.filter(({ path }) => !TRIAL.test(path));
    return await readResourceFiles(real, resourcesOf, { format: puppetManifests.name, repository });
  },
};

function resourcesOf(file: SourceFile): readonly Resource[] {
  return [...file.text.matchAll(RESOURCE)].slice(0, 256).flatMap((match) => {
    const [whole, written = ''] = match;
    const title = puppetValueAt(file, match.index + whole.length);
    if (title === undefined || !(title.value instanceof TracedText)) return [];
    const values = parametersOf(file, title.end);
    return resourceOf(
      written.replace(/^::/, ''),
      title.value,
      values,
      file.at(match.index + whole.length, title.end),
    );
  });
}

type Parameters = ReadonlyMap<string, TracedText | readonly TracedText[]>;

/** `name => value` up to the brace that closes the resource. */
function parametersOf(file: SourceFile, start: number): Parameters {
  const found = new Map<string, TracedText | readonly TracedText[]>();
  const body = file.text.slice(start, start + LONGEST);
  const end = /^[ \t]*\}/m.exec(body)?.index ?? body.indexOf('}');
  let done = 0;
  for (const { 0: written, 1: name = '', index } of body.matchAll(
    /(?<![\w$])([a-z]\w{0,60})[ \t]*=>\s{0,200}/g,
  )) {
    if (index > end && end >= 0 && body.slice(done, index).includes('}')) break;
    if (/^[ \t]*#/.test(body.slice(body.lastIndexOf('\n', index) + 1, index + 1))) continue;
    const value = puppetValueAt(file, start + index + written.length);
    done = value === undefined ? index : value.end - start;
    if (value !== undefined) found.set(name, value.value);
  }
  return found;
}

function resourceOf(
  type: string,
  title: TracedText,
  values: Parameters,
  place: Resource['at'],
): readonly Resource[] {
  const text = (name: string): TracedText | undefined => {
    const value = values.get(name);
    return value instanceof TracedText ? value : undefined;
  };
  const name = `${type} ${title.text.slice(0, 60)}`;
  if (text('ensure')?.text === 'absent') return [];
  const at = title.locate() ?? place;
  switch (type) {
    case 'exec': {
      const condition =
        text('refreshonly')?.text === 'true'
          ? 'once something notifies it'
          : values.has('onlyif')
            ? 'where its onlyif holds'
            : undefined;
      return [{ kind: 'script', name, at, condition, script: text('command') ?? title, shell: undefined }];
    }
    case 'file': {
      const content = text('content');
      return content === undefined ? [] : [{ kind: 'file', name, at, path: text('path') ?? title, content }];
    }
    case 'file_line': {
      const path = text('path');
      const line = text('line');
      if (path === undefined || line === undefined) return [];
      return [{ kind: 'line', name, at, path, line, match: text('match')?.known }];
    }
    default: {
      const given = new Map<string, TemplateValue>();
      for (const [key, value] of values)
        given.set(key === 'net' ? 'network_mode' : key, templateValue(value));
      given.delete('args');
      given.set('name', { kind: 'text', text: title });
      return [{ kind: 'container', name, at, given }];
    }
  }
}

function templateValue(value: TracedText | readonly TracedText[]): TemplateValue {
  if (value instanceof TracedText) return { kind: 'text', text: value };
  return { kind: 'list', items: value.map((text) => ({ kind: 'text', text })) };
}

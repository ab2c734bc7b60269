import type { Problem } from '../../launch/launch.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { YamlResult } from '../../yaml/node.ts';
import type { Project } from './project.ts';

/** Attributes whose mistakes are worth a word: they decide what memcached does and who reaches it. */
const DECIDING = new Set(['command', 'entrypoint', 'ports', 'image', 'build', 'network_mode', 'networks']);

/** A file that is no valid YAML, if it has anything to do with memcached. */
export function yamlProblems(file: SourceFile, { issues }: YamlResult): readonly Problem[] {
  const issue = issues.find(({ kind }) => kind !== 'duplicate-key');
  const isMeant =
    /memcache/i.test(file.text) && /(?:^|[\s{,])["']?(?:services|image)["']?[ \t]*:/.test(file.text);
  if (issue === undefined || !isMeant) return [];
  const { line } = file.positionAt(issue.start);
  const end = Math.max(Math.min(issue.end, file.lineSpan(line).end), issue.start);
  const span = end > issue.start ? { start: issue.start, end } : file.lineSpan(line);
  const at = file.at(span.start, span.end);
  const message = `this Compose file is not valid YAML: ${issue.message}; what follows may be missing from this report`;
  return [{ kind: 'unreadable', at, message }];
}

/** Why Compose would not start services that run memcached. */
export function refusals(project: Project, services: ReadonlySet<string>): readonly Problem[] {
  const found: Problem[] = [];
  for (const { message, at, path } of project.errors) {
    const [kind, name, attribute] = path;
    if (at === undefined || kind !== 'services' || name === undefined || !services.has(name)) continue;
    if (attribute === undefined || !DECIDING.has(attribute) || message.includes('in brackets')) continue;
    const text = `Compose refuses ${attribute} of service ${name}: ${message}; it is judged as it was meant`;
    if (!found.some((other) => other.at === at || (other.at.start === at.start && other.at.file === at.file)))
      found.push({ kind: 'refused', at, message: text });
  }
  return found;
}

import type { SourceFile } from '../text/source-file.ts';
import type { YamlIssue, YamlResult } from './node.ts';
import { MAX_DEPTH, readEvents } from './read-events.ts';
import { blankTemplates, hasTemplates, unknownTemplates } from './templates.ts';

/**
 * Reads YAML that is the source of a template (Helm, Jinja), as far as that goes: expressions in values are
 * unknown parts, control lines are passed over, both branches of a condition stand one after the other.
 */
export async function parseTemplatedYaml(file: SourceFile): Promise<YamlResult> {
  if (!hasTemplates(file.text)) return parseYaml(file);
  const read = readEvents(file, { structure: blankTemplates(file.text), decode: unknownTemplates });
  return 'documents' in read ? { file, ...read } : parseYaml(file);
}

/**
 * Broken files up to this size are read tolerantly: that takes up to 15 µs a character where mistakes follow
 * each other. Of larger ones only what stands before the first mistake is read.
 */
const TOLERANT_LIMIT = 40_000;

/**
 * Reads a YAML file (any number of documents; JSON is YAML too) into a tree that knows every place. After an
 * error it keeps what could be read and lists the issue. Never throws. Aliases stay aliases: see `follow`.
 */
export async function parseYaml(file: SourceFile): Promise<YamlResult> {
  const read = readEvents(file);
  if ('documents' in read) return { file, ...read };
  const { failure } = read;
  if (failure.kind === 'limit' || flowDepth(file.text) > MAX_DEPTH) return broken(file, failure);
  if (file.text.length > TOLERANT_LIMIT) {
    const before = readEvents(file, {
      structure: file.text.slice(0, lineStart(file.text, failure.start)),
    });
    return 'documents' in before
      ? { file, documents: before.documents, issues: [failure] }
      : broken(file, failure);
  }
  const { readTolerant } = await import('./tolerant.ts');
  try {
    const { documents, issues } = readTolerant(file, MAX_DEPTH);
    return { file, documents, issues: issues.length > 0 ? issues : [failure] };
  } catch {
    // The parser is recursive: hostile nesting ends its stack.
    return broken(file, failure);
  }
}

function lineStart(text: string, position: number): number {
  return text.lastIndexOf('\n', position - 1) + 1;
}

function broken(file: SourceFile, issue: YamlIssue): YamlResult {
  return { file, documents: [], issues: [issue] };
}

/** The most brackets that are open at once, quotes and comments not looked at. */
function flowDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '[' || char === '{') deepest = Math.max(deepest, ++depth);
    else if ((char === ']' || char === '}') && depth > 0) depth -= 1;
  }
  return deepest;
}

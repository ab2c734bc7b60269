import type { Location, SourceFile } from '../../text/source-file.ts';
import { sentence } from '../sentence.ts';
import { findMarkedComments, MARKER } from './comments.ts';
import { parseDirective } from './directive.ts';
import type { Grant, WaiverMistake } from './grant.ts';

export interface InlineWaivers {
  readonly grants: readonly Grant[];
  readonly mistakes: readonly WaiverMistake[];
}

export interface InlineSettings {
  /** `inline-waivers: forbid`. */
  readonly forbidden: boolean;
  /** Whether memcached receives the words at a place, so that they are no comment to whoever starts it. */
  readonly isArgument: (at: Location) => boolean;
}

/** Each waiver can become a finding, and nobody reads thousands. */
const MOST_IN_FILE = 500;

/** Reads the waivers in the comments of files. What is wrong with one is said at its own place. Never throws. */
export function readInlineWaivers(files: Iterable<SourceFile>, settings: InlineSettings): InlineWaivers {
  const grants: Grant[] = [];
  const mistakes: WaiverMistake[] = [];
  for (const file of files) {
    if (!file.text.includes(MARKER)) continue;
    const comments = findMarkedComments(file);
    const beyond = comments[MOST_IN_FILE];
    if (beyond !== undefined) {
      mistakes.push({
        at: beyond.at,
        message: `This waiver and those below it count for nothing: a file has at most ${MOST_IN_FILE}.`,
        evidence: 'too many',
        help: 'Write one waiver for many findings under waivers: in the configuration.',
      });
    }
    for (const { text, at, line } of comments.slice(0, MOST_IN_FILE)) {
      const words = file.text.slice(text.start, text.end);
      const mistake = (place: Location, message: string, help?: string): void =>
        void mistakes.push({ at: place, message, evidence: words, ...(help === undefined ? {} : { help }) });
      if (settings.forbidden) {
        mistake(
          at,
          'The configuration forbids waivers in comments (inline-waivers: forbid), so this one counts for nothing.',
          'Delete the comment, or move the waiver under waivers: in the configuration.',
        );
        continue;
      }
      const parsed = parseDirective(words);
      if ('error' in parsed) {
        const { start, end } = parsed.span;
        const place = end > start ? file.at(text.start + start, text.start + end) : at;
        mistake(place, `This waiver counts for nothing: ${sentence(parsed.error)}`);
        continue;
      }
      if (settings.isArgument(at)) {
        mistake(
          at,
          'This waiver counts for nothing: it is no comment here but handed to memcached as words of its command line.',
          'Write it as a comment on the line above.',
        );
        continue;
      }
      const { rules, reason, owner, expires } = parsed;
      const place = ({ start, end }: { readonly start: number; readonly end: number }): Location =>
        file.at(text.start + start, text.start + end);
      for (const rule of rules) {
        grants.push({
          rule: rule.id,
          waiver: {
            reason,
            ...(owner === undefined ? {} : { owner }),
            ...(expires === undefined ? {} : { expires: expires.day }),
            at,
          },
          ruleAt: place(rule.span),
          ...(expires === undefined ? {} : { expiresAt: place(expires.span) }),
          scope: { kind: 'line', path: file.path, line },
        });
      }
    }
  }
  return { grants, mistakes };
}

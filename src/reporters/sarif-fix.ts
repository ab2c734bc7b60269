import type { Fix as SarifFix } from 'sarif';
import type { Fix } from '../fixes/fix.ts';
import type { Location } from '../text/source-file.ts';
import { sarifText } from './escape/sarif-message.ts';
import { redact } from './redact.ts';

/** A fix as SARIF has it (3.55): replacements by file. `place` names a file and region as the results do. */
export function sarifFix(
  { title, edits }: Fix,
  place: (at: Location) => Pick<SarifFix['artifactChanges'][number], 'artifactLocation'> & {
    readonly region: SarifFix['artifactChanges'][number]['replacements'][number]['deletedRegion'];
  },
): SarifFix {
  const paths = [...new Set(edits.map(({ at }) => at.file.path))];
  const changes = paths.flatMap((path) => {
    const own = edits.filter(({ at }) => at.file.path === path);
    const first = own[0];
    if (first === undefined) return [];
    const replacements = own.map(({ at, text }) => ({
      deletedRegion: place(at).region,
      insertedContent: { text },
    }));
    return [{ artifactLocation: place(first.at).artifactLocation, replacements }];
  });
  return { description: { text: sarifText(redact(title)) }, artifactChanges: changes };
}

import type { Finding } from '../policy/finding.ts';
import type { Report } from '../report/report.ts';
import { offsetAfter, type TextEdit } from './apply-edits.ts';

type Edits = ReadonlyMap<string, readonly TextEdit[]>;

/** Whether a check after edits finds exactly what it found before, without `removed`. */
export function removesOnly(
  before: Report,
  after: Report,
  removed: readonly Finding[],
  edits: Edits,
): boolean {
  if (before.exposures.length !== after.exposures.length) return false;
  if (
    before.exposures.some(({ prediction }, index) => losesTcp(prediction, after.exposures[index]?.prediction))
  )
    return false;
  const gone = new Set(removed);
  const left = before.findings.filter((finding) => !gone.has(finding));
  const places = new Set(left.map((finding) => placeAfter(finding, edits)));
  const fingerprints = new Set(left.map(({ fingerprint }) => fingerprint));
  const isGone = new Set(removed.map((finding) => placeAfter(finding, edits)));
  return after.findings.every((finding) => {
    const place = placeAfter(finding, new Map());
    return places.has(place) || (fingerprints.has(finding.fingerprint) && !isGone.has(place));
  });
}

type Predicted = Report['exposures'][number]['prediction'];

/** Without a version, -U 0 takes the TCP sockets of some releases away; that they are there at all is what counts. */
function losesTcp(before: Predicted, after: Predicted | undefined): boolean {
  return after === undefined || namesOf(before) !== namesOf(after);
}

function namesOf({ listeners }: Predicted): string {
  const names = listeners.flatMap((listener) =>
    listener.protocol === 'tcp' ? [JSON.stringify([listener.address, listener.port])] : [],
  );
  return [...new Set(names)].sort().join();
}

/** The rule and the place, as after the edits. A fingerprint alone would not do: those that look alike are numbered. */
function placeAfter({ rule, at }: Finding, edits: Edits): string {
  return `${rule} ${offsetAfter(at.start, edits.get(at.file.path) ?? [])} ${at.file.path}`;
}

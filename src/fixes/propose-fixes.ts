import type { Finding } from '../policy/finding.ts';
import { addUdpOff } from './add-udp-off.ts';
import type { Fix } from './fix.ts';
import { publishOnLoopback } from './publish-on-loopback.ts';
import { writeUdpZero } from './write-udp-zero.ts';

/**
 * Edits that should remove a finding, the likeliest first; empty where the right one would be a guess, such as
 * which address to bind. They are proposals: `offerFixes` keeps what a new check of the edited files confirms.
 */
export function proposeFixes(finding: Finding): readonly Fix[] {
  if (finding.exposure === undefined) return [];
  switch (finding.rule) {
    case 'MG001':
      return writeUdpZero(finding.exposure);
    case 'MG002':
    case 'MG003':
      return addUdpOff(finding.exposure);
    case 'MG012':
      return publishOnLoopback(finding.exposure, finding.at);
    default:
      return [];
  }
}

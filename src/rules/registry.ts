import { defaultBind } from './default-bind.ts';
import { expiredWaiver } from './expired-waiver.ts';
import { invalidCommandLine } from './invalid-command-line.ts';
import { invalidWaiver } from './invalid-waiver.ts';
import { publicBind } from './public-bind.ts';
import { publicService } from './public-service.ts';
import { publishedPort } from './published-port.ts';
import type { Rule } from './rule.ts';
import { udpEnabled } from './udp-enabled.ts';
import { udpNotDisabled } from './udp-not-disabled.ts';
import { udpOnByDefault } from './udp-on-by-default.ts';
import { unreadableFile } from './unreadable-file.ts';
import { unresolvedValue } from './unresolved-value.ts';
import { unusedWaiver } from './unused-waiver.ts';

/** Every rule, in the order of its id. Documentation, SARIF, `rules` and `explain` are made from it. */
export const RULES: readonly Rule[] = [
  udpEnabled,
  udpOnByDefault,
  udpNotDisabled,
  publicBind,
  defaultBind,
  publishedPort,
  publicService,
  unresolvedValue,
  unreadableFile,
  invalidCommandLine,
  invalidWaiver,
  expiredWaiver,
  unusedWaiver,
];

/** A rule by its id (in any case) or name. */
export function findRule(idOrName: string): Rule | undefined {
  const wanted = idOrName.toLowerCase();
  return RULES.find((rule) => rule.id.toLowerCase() === wanted || rule.name === wanted);
}

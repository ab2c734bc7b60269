import type { Version } from '../../memcached/version.ts';
import type { Span } from '../../text/span.ts';
import type { Instruction } from './instruction.ts';
import type { StageState } from './stage-state.ts';

export function installedVersion(
  _state: StageState,
  _instruction: Instruction,
  _value: Span | undefined,
  _from?: string,
): Version | undefined {
  return undefined;
}

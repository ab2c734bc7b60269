import { IDENTITY_WRAPPERS } from './identity-wrappers.ts';
import type { PlainWrapper } from './plain-wrapper.ts';
import { PROCESS_WRAPPERS } from './process-wrappers.ts';
import { SERVICE_WRAPPERS } from './service-wrappers.ts';

/** The wrappers whose options, operands and command stand one after another, by name. */
export const PLAIN_WRAPPERS: ReadonlyMap<string, PlainWrapper> = new Map([
  ...PROCESS_WRAPPERS,
  ...IDENTITY_WRAPPERS,
  ...SERVICE_WRAPPERS,
]);

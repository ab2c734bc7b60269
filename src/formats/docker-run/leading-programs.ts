import { isMemcachedProgram } from '../../memcached/program.ts';
import { engineOf } from './option-table.ts';

/** Whether a program leads to a memcached: memcached itself, and those that start containers. */
export function leadsToMemcached(name: string): boolean {
  return isMemcachedProgram(name) || engineOf(name) !== undefined;
}

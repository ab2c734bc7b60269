import { debianConf } from './debian-conf/format.ts';
import type { Format } from './format.ts';

/** Every format, in the order in which contents are recognised. Adding one touches its folder and this list. */
export const FORMATS: readonly Format[] = [debianConf];

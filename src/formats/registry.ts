import { compose } from './compose/format.ts';
import { debianConf } from './debian-conf/format.ts';
import { dockerfile } from './dockerfile/format.ts';
import type { Format } from './format.ts';
import { sysconfig } from './sysconfig/format.ts';
import { systemd } from './systemd/format.ts';

/** Every format, in the order in which contents are recognised. Adding one touches its folder and this list. */
export const FORMATS: readonly Format[] = [systemd, debianConf, sysconfig, dockerfile, compose];

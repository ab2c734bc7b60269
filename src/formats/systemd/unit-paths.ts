import type { SourceFile } from '../../text/source-file.ts';
import { baseName, withoutTemplateSuffix } from '../host/paths.ts';
import type { Manager } from './unit-tree.ts';

/** Where a unit file or drop-in of a repository belongs. */
export interface UnitPlace {
  /** What stands before the machine's own paths (`files/` in `files/etc/systemd/system/x.service`); or the unit's folder. */
  readonly root: string;
  /** Whether `root` holds a machine's directories, rather than the unit itself. */
  readonly layout: boolean;
  /** The path on the machine, without a leading `/`. */
  readonly path: string;
  /** The unit that it is or changes: `memcached.service`. */
  readonly unit: string;
  /** Whose manager reads it: the machine's, or each user's own. */
  readonly manager: Manager;
}

const LAYOUT =
  /^(?:.*?\/)??((?:etc|run|usr\/local\/lib|usr\/lib|lib)\/systemd\/system(?:\.control|\.attached)?\/)(.+)$/;
/** The same for units of users (systemd.unit(5)), also as chezmoi stores a home directory. */
const USER_LAYOUT =
  /^(?:.*?\/)??((?:(?:etc|run|usr\/(?:local\/)?(?:lib|share))\/systemd\/user|(?:\.|(?:private_|exact_){0,2}dot_)config\/systemd\/user(?:\.control)?|\.local\/share\/systemd\/user)\/)(.+)$/;
const DROP_IN = /(?:^|\/)([^/]+)\.d\/[^/]+\.conf$/;

/** Whether a path alone says that a file is a service unit or a drop-in of one. */
export function isUnitPath(path: string): boolean {
  return withoutTemplateSuffix(path).endsWith('.service') || isDropInPath(path);
}

/** Whether a path is that of a drop-in of a service, of a prefix or of all services. */
export function isDropInPath(path: string): boolean {
  return (
    path.includes('service.d/') && /(?:^|[./])service\.d\/[^/]+\.conf$/.test(withoutTemplateSuffix(path))
  );
}

/** Copies that package managers and editors leave, and prose. */
const NO_UNIT = /(?:\.(?:rpm(?:save|new|orig)|dpkg-\w+|bak|orig|old|md|markdown|rst|adoc|html?)|~)$/;

/**
 * Whether a text is a service unit, wherever it lies: sections only, with a `[Service]` and an `ExecStart=`.
 * A script that writes a unit begins otherwise.
 */
export function readsLikeUnit(text: string, path: string): boolean {
  if (NO_UNIT.test(path) || !/^\[Service\][ \t\r]*$/m.test(text)) return false;
  const first = text.split('\n').find((line) => /^[ \t]*[^ \t\r#;{<]/.test(line));
  return first !== undefined && /^[ \t\uFEFF]*\[/.test(first) && /^[ \t]*ExecStart[ \t]*=/m.test(text);
}

/**
 * Where a file belongs that no path says: one whose first `ExecStart=` is empty changes another unit, as an Ansible
 * role's `templates/override.conf.j2` does; unless its own name says which, that is memcached's.
 */
export function placeOfFile({ path, text }: SourceFile): UnitPlace {
  const place = placeOfUnit(path);
  if (place.layout || isUnitPath(path) || !/^[ \t]*ExecStart[ \t]*=[ \t\r]*$/m.test(text)) return place;
  const first = /^[ \t]*ExecStart[ \t]*=(.*)$/m.exec(text)?.[1] ?? '';
  if (first.trim() !== '') return place;
  const name = baseName(withoutTemplateSuffix(path));
  const stem = /^(.+?)\.(?:service|systemd(?:_override)?)\b/.exec(name)?.[1] ?? 'memcached';
  const unit = `${stem}.service`;
  return { ...place, path: `etc/systemd/system/${unit}.d/${name.replace(/(?:\.conf)?$/, '.conf')}`, unit };
}

/** Where a file belongs; a unit without its suffix (`usr/lib/systemd/system/memcached`) gets it. */
export function placeOfUnit(path: string): UnitPlace {
  const plain = withoutTemplateSuffix(path);
  const manager: Manager = /(?:^|\/)systemd\/user(?:\.control)?\//.test(plain) ? 'user' : 'system';
  const match = (manager === 'user' ? USER_LAYOUT : LAYOUT).exec(plain);
  const written = match?.[1] ?? (manager === 'user' ? '.config/systemd/user/' : 'etc/systemd/system/');
  const directory = written.replace(/^(?:private_|exact_){0,2}dot_/, '.');
  const dropIn = DROP_IN.exec(plain);
  const folder = dropIn
    ? plain.slice(0, plain.length - tail(plain, 2).length)
    : plain.slice(0, plain.length - tail(plain, 1).length);
  const unit = dropIn?.[1] ?? withSuffix(baseName(plain));
  // A link that enables a unit stands in `NAME.target.wants/`; it is the unit all the same.
  const inside = match?.[2]?.replace(/^[^/]+\.(?:wants|requires)\//, '') ?? (dropIn ? tail(plain, 2) : unit);
  const root = match ? plain.slice(0, plain.length - written.length - (match[2] ?? '').length) : folder;
  return {
    root,
    layout: match !== null,
    path: directory + (dropIn || !match ? inside : withSuffix(inside)),
    unit,
    manager,
  };
}

function withSuffix(name: string): string {
  return /\.(?:service|socket|timer|path|mount|target|slice|scope|swap|device|automount)$/.test(name)
    ? name
    : `${name.replace(/\.(?:txt|conf|unit|systemd)$/, '')}.service`;
}

/** The last components of a path. */
function tail(path: string, count: number): string {
  return path.split('/').slice(-count).join('/');
}

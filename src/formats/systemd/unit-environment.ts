import type { Environment, VariableValue } from '../../shell/invocation.ts';
import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { readEnvironmentFile } from '../environment-file/environment-file.ts';
import type { EnvironmentFiles } from './environment-files.ts';
import type { EnvironmentFilePath, Remark, Service } from './service.ts';

/** A variable of a unit and where its value comes from. */
interface Entry {
  readonly value: TracedText;
  readonly at: Location;
  /** The setting that brought it: `Environment=`, or an environment file. */
  readonly source: 'unit' | 'file';
}

/** Set by systemd itself, to values that only the machine knows (systemd.exec(5), "Environment variables"). */
const MANAGED =
  /^(?:PATH|LANG|LANGUAGE|LC_\w+|TERM|INVOCATION_ID|JOURNAL_STREAM|SYSTEMD_EXEC_PID|NOTIFY_SOCKET|MAINPID|MANAGERPID|WATCHDOG_\w+|LISTEN_\w+|\w+_DIRECTORY)$/;

/**
 * The environment of a unit's commands: `Environment=`, then the environment files in order, then
 * `UnsetEnvironment=` (systemd.exec(5)). A file that is not at hand makes unknown what it may set.
 */
export class UnitEnvironment implements Environment {
  /** Why the unit cannot start: an environment file that must exist does not. */
  readonly refused: Remark | undefined;
  readonly #entries = new Map<string, Entry>();
  readonly #unset = new Set<string>();
  readonly #used = new Map<string, Entry>();
  #hidden: { readonly because: string; readonly at: Location } | undefined;

  constructor(service: Service, files: EnvironmentFiles) {
    this.#addManaged(service);
    for (const { name, value, at } of service.environment)
      this.#entries.set(name, { value, at, source: 'unit' });
    let refused: Remark | undefined;
    for (const path of service.environmentFiles) refused ??= this.#addFile(path, files);
    this.refused = refused;
    for (const item of service.unset) this.#remove(item);
  }

  /** Variables that a command asked for and that came from an assignment, with that assignment. */
  get used(): ReadonlyMap<string, Entry> {
    return this.#used;
  }

  lookup(name: string): VariableValue {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return 'unset';
    const entry = this.#entries.get(name);
    if (entry) {
      this.#used.set(name, entry);
      return entry.value;
    }
    if (this.#unset.has(name)) return 'unset';
    if (this.#hidden) return TracedText.unknown(name, this.#hidden.because, this.#hidden.at);
    return MANAGED.test(name) ? 'unknown' : 'unset';
  }

  /** For systemd's own expansion: `undefined` is surely unset. A name with `=` finds a value that begins so. */
  value = (name: string, reference: Location | undefined): TracedText | undefined => {
    const equals = name.indexOf('=');
    if (equals > 0) {
      const whole = this.value(name.slice(0, equals), reference);
      const start = `${name.slice(equals + 1)}=`;
      return whole?.text.startsWith(start) ? whole.slice(start.length) : undefined;
    }
    const value = this.lookup(name);
    if (value === 'unset') return undefined;
    if (value !== 'unknown') return value;
    return reference && TracedText.unknown(name, `${name} is set by systemd on the machine`, reference);
  };

  #addManaged(service: Service): void {
    const user = service.settings.get('Service.User');
    for (const name of service.passed)
      this.#addUnknown(name, `${name} is passed on from systemd's own environment`, service);
    if (user === undefined || user.value.length === 0) return;
    const entry = (value: TracedText): Entry => ({ value, at: user.at, source: 'unit' });
    for (const name of ['USER', 'LOGNAME']) this.#entries.set(name, entry(user.value));
    for (const name of ['HOME', 'SHELL']) {
      const value = TracedText.unknown(name, `${name} depends on the account ${user.value.text}`, user.at);
      this.#entries.set(name, entry(value));
    }
  }

  #addUnknown(name: string, because: string, service: Service): void {
    const at = service.settings.get('Service.PassEnvironment')?.at;
    if (at) this.#entries.set(name, { value: TracedText.unknown(name, because, at), at, source: 'unit' });
  }

  #addFile(path: EnvironmentFilePath, files: EnvironmentFiles): Remark | undefined {
    const found = files.find(path);
    if (found.kind === 'found') {
      for (const file of found.files) {
        for (const { name, value, at } of readEnvironmentFile(file))
          this.#entries.set(name, { value, at, source: 'file' });
      }
      return undefined;
    }
    if (found.kind === 'absent')
      return path.optional
        ? undefined
        : { at: path.at, because: `the environment file ${path.label} does not exist` };
    this.#hidden = { because: found.because, at: path.at };
    if (path.optional) return undefined;
    for (const [name, entry] of this.#entries) {
      const value = TracedText.unknown(name, found.because, path.at);
      this.#entries.set(name, { ...entry, value });
    }
    return undefined;
  }

  /** `UnsetEnvironment=` takes a name, or a name with the value that it must have. */
  #remove(item: string): void {
    const equals = item.indexOf('=');
    const name = equals < 0 ? item : item.slice(0, equals);
    if (equals >= 0 && this.#entries.get(name)?.value.known !== item.slice(equals + 1)) return;
    this.#entries.delete(name);
    if (equals < 0) this.#unset.add(name);
  }
}

import type { Environment, VariableValue } from '../../shell/invocation.ts';
import type { Location } from '../../text/source-file.ts';
import { spellOut } from '../../text/spell-out.ts';
import { TracedText } from '../../text/traced-text.ts';
import { readEnvironmentFile } from '../environment-file/environment-file.ts';
import { isVariableName } from './environment.ts';
import type { EnvironmentFiles } from './environment-files.ts';
import type { EnvironmentFilePath, Remark, Service } from './service.ts';

/** A variable of a unit and where its value comes from. */
interface Entry {
  readonly value: TracedText | Hidden;
  readonly at: Location;
}

/** A value that is set where nobody can see it. */
interface Hidden {
  readonly because: string;
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
  /** Why a variable that nothing here sets may still be set. */
  #others: { readonly value: Hidden; readonly at: Location } | undefined;

  /** A place of the unit, for what its commands read. */
  readonly place: Location | undefined;

  constructor(service: Service, files: EnvironmentFiles) {
    this.place = service.commands[0]?.at;
    this.#addManaged(service);
    const first = service.commands[0];
    if (files.others !== undefined && first)
      this.#others = { value: { because: files.others }, at: first.at };
    for (const { name, value, at } of service.environment) this.#entries.set(name, { value, at });
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
    const entry = this.#entryOf(name);
    if (entry === undefined) return 'unset';
    if (entry === 'managed') return 'unknown';
    // What nobody can see is no reason to suspect this one, which changes how every option is read.
    if (name === 'POSIXLY_CORRECT' && 'because' in entry.value) return 'unset';
    return 'because' in entry.value ? TracedText.unknown(name, entry.value.because, entry.at) : entry.value;
  }

  /**
   * For systemd's own expansion: `undefined` is surely unset. A value nobody can see stands where it is
   * referred to. A name with `=` finds a value that begins so.
   */
  value = (name: string, reference: Location | undefined): TracedText | undefined => {
    const equals = name.indexOf('=');
    if (equals > 0) {
      const whole = this.value(name.slice(0, equals), reference);
      const start = `${name.slice(equals + 1)}=`;
      return whole?.text.startsWith(start) ? whole.slice(start.length) : undefined;
    }
    const entry = this.#entryOf(name);
    if (entry === undefined) return undefined;
    let because = `systemd sets ${name} on the machine`;
    if (entry !== 'managed') {
      if (!('because' in entry.value)) return entry.value;
      because = entry.value.because;
    }
    return reference && TracedText.unknown(name, because, reference);
  };

  #entryOf(name: string): Entry | 'managed' | undefined {
    if (!isVariableName(name)) return undefined;
    const entry = this.#entries.get(name);
    if (entry) this.#used.set(name, entry);
    if (entry || this.#unset.has(name)) return entry;
    return this.#others ?? (MANAGED.test(name) ? 'managed' : undefined);
  }

  #addManaged({ settings, passed }: Service): void {
    const pass = settings.get('Service.PassEnvironment');
    for (const name of passed) {
      if (!pass) break;
      const value = { because: `${name} is passed on from systemd's own environment` };
      this.#entries.set(name, { value, at: pass.at });
    }
    const user = settings.get('Service.User');
    if (user === undefined || user.value.length === 0) return;
    for (const name of ['USER', 'LOGNAME']) this.#entries.set(name, { value: user.value, at: user.at });
    for (const name of ['HOME', 'SHELL']) {
      const value = { because: `${name} depends on the account ${spellOut(user.value)}` };
      this.#entries.set(name, { value, at: user.at });
    }
  }

  #addFile(path: EnvironmentFilePath, files: EnvironmentFiles): Remark | undefined {
    const found = files.find(path);
    if (found.kind === 'found') {
      for (const file of found.files) {
        for (const { name, value, at } of readEnvironmentFile(file)) this.#entries.set(name, { value, at });
      }
      return undefined;
    }
    if (found.kind === 'absent')
      return path.optional
        ? undefined
        : { at: path.at, because: `the environment file ${path.label} does not exist` };
    const value = { because: found.because };
    this.#others = { value, at: path.at };
    if (path.optional) return undefined;
    for (const name of this.#entries.keys()) this.#entries.set(name, { value, at: path.at });
    return undefined;
  }

  /** `UnsetEnvironment=` takes a name, or a name with the value that it must have. */
  #remove(item: string): void {
    const equals = item.indexOf('=');
    const name = equals < 0 ? item : item.slice(0, equals);
    if (equals >= 0 && knownText(this.#entries.get(name)) !== item.slice(equals + 1)) return;
    this.#entries.delete(name);
    if (equals < 0) this.#unset.add(name);
  }
}

function knownText(entry: Entry | undefined): string | undefined {
  return entry && !('because' in entry.value) ? entry.value.known : undefined;
}

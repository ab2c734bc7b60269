import type { TracedText } from '../../text/traced-text.ts';
import { windowsWords } from './command-line.ts';
import { programName } from './program-name.ts';
import type { ScriptKind } from './script-lines.ts';
import { startProcessWords } from './start-process.ts';
import { withoutStarters } from './starters.ts';

/** What memcached's service control takes behind `-d` in the ports for Windows, and does not start it. */
const NO_START = /^(?:stop|shutdown|uninstall|pause)$/i;

/** A command line of memcached; its first word is the program. */
export type ServiceWords = readonly TracedText[];

/** What some command of a script would run as a service, task or program. */
export interface ServiceCommand {
  readonly words: ServiceWords;
  /** The service that runs it, in lower case. */
  readonly service?: string;
  /** It takes the place of what an earlier command set up for the same service. */
  readonly replaces?: boolean;
  readonly conditional?: boolean;
}

/**
 * The command line of a service in the words of one command: `sc create`, `sc config`, NSSM, `reg add`,
 * `New-Service`, `Set-ItemProperty`, `schtasks`, `New-ScheduledTaskAction`, `Start-Process`, or memcached itself with
 * `-d install` or without.
 *
 * @param words of the command as its shell splits it.
 */
export function serviceCommand(words: readonly TracedText[], kind: ScriptKind): ServiceCommand | undefined {
  const { words: rest, conditional } = withoutStarters(words, kind);
  const found = bareCommand(rest);
  return found && conditional ? { ...found, conditional } : found;
}

function bareCommand(words: readonly TracedText[]): ServiceCommand | undefined {
  const [program, verb] = words;
  switch (programName(program)) {
    case 'memcached':
      return verb?.text === '-d' ? controlled(words) : { words };
    case 'sc':
      return scCommand(/^\\\\/.test(verb?.text ?? '') ? words.slice(2) : words.slice(1));
    case 'nssm':
      return nssmCommand(words.slice(1));
    case 'reg':
      return registryCommand(words.slice(1));
    case 'new-service':
    case 'set-service':
      return newService(words.slice(1));
    case 'binarypathname':
      // An entry of the table that `New-Service @parameters` is given.
      return verb?.text === '=' ? command(splitLine(words[2])) : undefined;
    case 'set-itemproperty':
    case 'new-itemproperty':
      return itemProperty(words.slice(1));
    case 'schtasks':
      return command(splitLine(parameter(words, /^[/-]tr$/i), true));
    default:
      return command(startProcessWords(words));
  }
}

/** `memcached -d install WORDS` and the like. */
function controlled(words: ServiceWords): ServiceCommand | undefined {
  const verb = controlVerb(words) ?? '';
  if (NO_START.test(verb)) return undefined;
  return verb === 'install' ? { words, service: 'memcached' } : { words };
}

/**
 * Which service control verb memcached's own command line has: `install` registers the words behind it, and
 * `start` and `restart` run what was registered, whatever words they have (the ports for Windows up to 1.4.4).
 */
export function controlVerb([, option, verb]: ServiceWords): string | undefined {
  return option?.text === '-d' ? verb?.text.toLowerCase() : undefined;
}

/** Splits the command line that a service or task has as its value; some write single quotes in it. */
export function splitLine(line: TracedText | undefined, singleQuotes = false): ServiceWords | undefined {
  if (line === undefined) return undefined;
  const quoted = singleQuotes ? /^'([^']*)'/.exec(line.text)?.[1] : undefined;
  // A path with blanks and no quotes: Windows tries its beginnings until one is a program.
  const bare = /^[^"'\s][^"]{0,300}?[\\/]memcached(?:\.exe)?(?=\s|$)/i.exec(line.text)?.[0];
  const words =
    quoted !== undefined
      ? [line.slice(1, quoted.length + 1), ...windowsWords(line.slice(quoted.length + 2), false)]
      : bare !== undefined
        ? [line.slice(0, bare.length), ...windowsWords(line.slice(bare.length), false)]
        : windowsWords(line);
  return programName(words[0]) === 'memcached' ? words : undefined;
}

function command(words: ServiceWords | undefined): ServiceCommand | undefined {
  return words && { words };
}

/** `create NAME binPath= "LINE"`, with or without the blank behind `=`. */
function scCommand(words: readonly TracedText[]): ServiceCommand | undefined {
  const verb = words[0]?.text.toLowerCase();
  if (verb !== 'create' && verb !== 'config') return undefined;
  const at = words.findIndex((word) => /^binpath=/i.test(word.text));
  const word = words[at];
  if (word === undefined) return undefined;
  const line = word.length > 'binpath='.length ? word.slice('binpath='.length) : words[at + 1];
  return ofService(splitLine(line), words[1], verb === 'config');
}

/** `install NAME PROGRAM WORDS…`; NSSM joins the words with blanks. `set NAME AppParameters WORDS…` replaces them. */
function nssmCommand(words: readonly TracedText[]): ServiceCommand | undefined {
  const [verb, service, name] = words;
  const parameters = words.slice(3).flatMap((word) => windowsWords(word, false));
  if (verb === undefined || service === undefined || name === undefined) return undefined;
  if (/^install$/i.test(verb.text) && programName(name) === 'memcached')
    return ofService([name, ...parameters], service, false);
  const isSet = /^set$/i.test(verb.text) && /^AppParameters$/i.test(name.text);
  return isSet && /memcached/i.test(service.text)
    ? ofService([service, ...parameters], service, true)
    : undefined;
}

/** `add KEY /v ImagePath /d LINE`: the registry keeps a service's command line. */
function registryCommand(words: readonly TracedText[]): ServiceCommand | undefined {
  if (!/^add$/i.test(words[0]?.text ?? '') || !/^ImagePath$/i.test(parameter(words, /^\/v$/i)?.text ?? ''))
    return undefined;
  return ofService(splitLine(parameter(words, /^\/d$/i)), words[1], true);
}

/** `-Path KEY -Name ImagePath -Value LINE`. */
function itemProperty(words: readonly TracedText[]): ServiceCommand | undefined {
  const name = parameter(words, /^-Name$/i) ?? words[1];
  if (!/^ImagePath$/i.test(name?.text ?? '')) return undefined;
  const line = parameter(words, /^-Value$/i) ?? words[2];
  return ofService(splitLine(line), parameter(words, /^-Path$/i) ?? words[0], true);
}

/** `-Name NAME -BinaryPathName LINE`, or both without their names. */
function newService(words: readonly TracedText[]): ServiceCommand | undefined {
  const line = parameter(words, /^-(?:BinaryPathName|Path)$/i);
  const positional = words.filter(
    (word, index) => !word.text.startsWith('-') && !/^-\w/.test(words[index - 1]?.text ?? ''),
  );
  const named = parameter(words, /^-Name$/i);
  return ofService(splitLine(line ?? positional[named === undefined ? 1 : 0]), named ?? positional[0], false);
}

function ofService(
  words: ServiceWords | undefined,
  service: TracedText | undefined,
  replaces: boolean,
): ServiceCommand | undefined {
  if (words === undefined) return undefined;
  const name = service?.text.slice(
    Math.max(...['\\', '/'].map((char) => service.text.lastIndexOf(char))) + 1,
  );
  return { words, replaces, ...(name !== undefined && { service: name.toLowerCase() }) };
}

/** The word behind a parameter's name. */
function parameter(words: readonly TracedText[], name: RegExp): TracedText | undefined {
  const at = words.findIndex((word) => name.test(word.text));
  return at < 0 ? undefined : words[at + 1];
}

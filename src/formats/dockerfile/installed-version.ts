import { knownImage } from '../../images/known-images.ts';
import { packagedVersion } from '../../images/packaged-version.ts';
import { parseReleases, type Version } from '../../memcached/version.ts';
import type { Location } from '../../text/source-file.ts';
import type { Span } from '../../text/span.ts';
import type { TracedText } from '../../text/traced-text.ts';
import type { Instruction } from './instruction.ts';
import type { StageState } from './stage-state.ts';

/** Programs that install packages, each with the words that make it do so. */
const INSTALLERS: Readonly<Record<string, RegExp>> = {
  'apt-get': /^(?:re)?install$/,
  apt: /^(?:re)?install$/,
  aptitude: /^(?:re)?install$/,
  'apt-fast': /^install$/,
  apk: /^add$/,
  yum: /^(?:local|re)?install$/,
  dnf: /^(?:local|re)?install$/,
  microdnf: /^install$/,
  tdnf: /^install$/,
  zypper: /^(?:in|install)$/,
  pacman: /^-(?:[a-zA-Z]*S[a-zA-Z]*)$|^--sync$/,
  install_packages: /^/,
};

/**
 * The memcached that an instruction puts into the image: by a package manager (the base image's distribution
 * decides, or the version that the package is pinned to), from a source archive or tag, or from another image.
 * `undefined` if it puts none there.
 */
export function installedVersion(
  state: StageState,
  instruction: Instruction,
  value: Span | undefined,
  from?: string,
): Version | undefined {
  const { line, heredocs } = instruction;
  if (heredocs.length === 0 && !line.text.includes('memcached')) return undefined;
  const span = value ?? { start: 0, end: line.text.length };
  const pieces = [
    {
      text: line.text.slice(span.start, span.end),
      place: (a: number, b: number) => line.place(span.start + a, span.start + b),
    },
    ...heredocs.map(({ start, end }) => ({
      text: line.file.text.slice(start, end),
      place: (a: number, b: number) => line.file.at(start + a, start + b),
    })),
  ];
  const image = from !== undefined && /\/memcached\b/.test(line.text) ? knownImage(from) : undefined;
  if (image !== undefined) return at(image.version, line.place(0, line.text.length));
  for (const piece of pieces) {
    if (!piece.text.includes('memcached')) continue;
    const found = fromSource(piece, state) ?? (value === undefined ? undefined : fromPackage(piece, state));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Scripts that one `RUN` may call. */
const MOST_SCRIPTS = 20;
/** Scripts that call each other to install something. */
const DEEPEST = 3;

/**
 * The memcached that a `RUN` puts into the image by way of scripts that were copied there before
 * (`COPY build /build`, `RUN /build/install.sh`).
 *
 * @param scriptAt text of a copied file, by path or by name on the PATH.
 */
export function installedByScripts(
  command: string,
  state: StageState,
  scriptAt: (name: string) => TracedText | undefined,
  depth = 0,
): Version | undefined {
  if (state.copies.length === 0 || depth > DEEPEST) return undefined;
  const words = command.split(/[\s;&|()"'`]+/).filter((word) => /\/|\.sh$|memcached/.test(word));
  for (const word of [...new Set(words)].slice(0, MOST_SCRIPTS)) {
    const script = /^[\w./-]{1,200}$/.test(word) ? scriptAt(word) : undefined;
    if (script === undefined || script.length > LONGEST_SCRIPT) continue;
    const at = script.locate();
    const piece = {
      text: script.text,
      place: (from: number, to: number) => script.locate(from, to) ?? at ?? state.fromAt,
    };
    const own = script.text.includes('memcached')
      ? (fromSource(piece, state) ?? fromPackage(piece, state))
      : undefined;
    const found = own ?? installedByScripts(script.text, state, scriptAt, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Characters of an installation script. */
const LONGEST_SCRIPT = 50_000;

interface Piece {
  readonly text: string;
  readonly place: (from: number, to: number) => Location;
}

function fromPackage({ text, place }: Piece, state: StageState): Version | undefined {
  let verb: RegExp | undefined;
  let installs = false;
  for (const match of text.matchAll(/\\\r?\n|[;&|\n()]|[^\s;&|(),"'[\]]+/g)) {
    const word = match[0];
    // The lines of a here-document are not joined.
    if (word.endsWith('\n') && word.length > 1) continue;
    const program = word.slice(word.lastIndexOf('/') + 1);
    if (/^[;&|\n()]$/.test(word)) {
      verb = undefined;
      installs = false;
    } else if (verb === undefined)
      verb = Object.hasOwn(INSTALLERS, program) ? INSTALLERS[program] : undefined;
    if (verb !== undefined && !installs && program !== 'pacman') {
      const isVerb = verb.test(word);
      installs = isVerb;
      if (isVerb) continue;
    }
    const named = installs ? /^memcached(?:(?:=|~=|>=|-(?=\d))(.*))?$/.exec(word) : null;
    if (named === null) continue;
    const pin = named[1] === undefined ? undefined : substituted(named[1], state);
    const where = place(match.index, match.index + word.length);
    if (named[1] !== undefined && pin === undefined)
      return {
        state: 'unknown',
        because: `the version ${named[1]} that the package is pinned to cannot be known`,
      };
    return at(packagedVersion(state.root.text, pin), where);
  }
  return undefined;
}

const SOURCE =
  /(?<![\w-])memcached(?:\/archive\/(?:refs\/tags\/)?|[-_/]v?)(\d+\.\d+\.\d+|\$\{?\w+\}?)(?=\.tar|\.tgz|\.zip|[/\s'";)]|$)/g;
const BRANCH =
  /(?:\s-b|\s--branch|\bcheckout(?:\s+-q)?(?:\s+tags\/)?)[\s=]+["']?(?:tags\/)?v?(\d+\.\d+\.\d+|\$\{?\w+\}?)/g;

function fromSource({ text, place }: Piece, state: StageState): Version | undefined {
  const isClone = /\bgit\s+clone\b/.test(text) && /[/:]memcached(?:\.git)?(?=["'\s]|$)/.test(text);
  for (const match of [...text.matchAll(SOURCE), ...(isClone ? text.matchAll(BRANCH) : [])]) {
    const number = substituted(match[1] ?? '', state);
    if (number === undefined)
      return { state: 'unknown', because: `the version ${match[1]} that is built cannot be known` };
    const releases = /^1\.\d+\.\d+$/.test(number) ? parseReleases(number) : undefined;
    if (releases === undefined) continue;
    const because = `memcached ${number} is built from its source`;
    return {
      state: 'known',
      releases,
      label: number,
      because,
      at: place(match.index, match.index + match[0].length),
    };
  }
  return undefined;
}

/** A text with the stage's variables put in; `undefined` if one of them cannot be known. */
function substituted(text: string, state: StageState): string | undefined {
  let isKnown = true;
  const result = text.replace(/\$\{?(\w+)\}?/g, (_, name: string) => {
    const value = state.variables.get(name)?.known;
    if (value === undefined) isKnown = false;
    return value ?? '';
  });
  return isKnown ? result : undefined;
}

function at(version: Version, place: Location): Version {
  return version.state === 'known' ? { ...version, at: place } : version;
}

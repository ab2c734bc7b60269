import type { ExposedPort, ImageConfig } from '../../images/image.ts';
import { parseReleases, type Version } from '../../memcached/version.ts';
import type { Location } from '../../text/source-file.ts';
import { spellOut } from '../../text/spell-out.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { HeredocContent } from './scanner.ts';

/** Files that an image takes from the build context, from another stage or image, or from the Dockerfile itself. */
export interface Copy {
  readonly sources: readonly TracedText[];
  readonly target: TracedText;
  readonly workdir: string;
  readonly heredocs: readonly HeredocContent[];
  /** Absent: the build context. */
  readonly from?: StageState | 'image';
}

/** A `RUN` that may write files, or edit those which copies or packages brought. */
export interface Edit {
  readonly script: TracedText;
  /** How many copies stand above it. */
  readonly copiesBefore: number;
}

/** One stage while its instructions are evaluated. */
export interface StageState {
  readonly env: Map<string, TracedText>;
  /** What expansion sees: the environment and the arguments. */
  readonly variables: Map<string, TracedText>;
  /** Arguments without a value that the build may be given. */
  readonly open: Map<string, TracedText>;
  readonly exposed: ExposedPort[];
  readonly copies: Copy[];
  readonly edits: Edit[];
  /** Where Debian's package of memcached is installed, which brings /etc/memcached.conf. */
  debianPackage: Location | undefined;
  readonly onBuild: string[];
  entrypoint: readonly TracedText[] | null;
  cmd: readonly TracedText[] | null;
  entrypointAt: Location | undefined;
  cmdAt: Location | undefined;
  shell: readonly TracedText[] | undefined;
  user: TracedText | undefined;
  /** Of a memcached that is installed, copied or built here. */
  installed: Version | undefined;
  workdir: string;
  /** Whether this stage itself has a CMD; else an ENTRYPOINT drops the inherited one. */
  cmdIsSet: boolean;
  /** The image word of the first FROM, which names an image that is not built here. */
  readonly root: TracedText;
  /** What is known of that image. */
  readonly image: ImageConfig | undefined;
  /** Where this stage's own base is named. */
  readonly fromAt: Location;
}

/** The PATH of images that set none. */
export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** A stage on an image that is not built here. */
export function stateOnImage(
  reference: TracedText,
  image: ImageConfig | undefined,
  fromAt: Location,
): StageState {
  const path = TracedText.decoded(DEFAULT_PATH, fromAt);
  const env = new Map(image?.env);
  if (!env.has('PATH')) env.set('PATH', path);
  return {
    env,
    variables: new Map(env),
    open: new Map(),
    exposed: [...(image?.exposed ?? [])],
    copies: [],
    edits: [],
    debianPackage: undefined,
    onBuild: [],
    entrypoint: image?.entrypoint ?? null,
    cmd: image?.cmd ?? null,
    entrypointAt: undefined,
    cmdAt: undefined,
    shell: image?.shell,
    user: image?.user,
    installed: undefined,
    workdir: '/',
    cmdIsSet: false,
    root: reference,
    image,
    fromAt,
  };
}

/** A stage on another one: it inherits everything, also the values of arguments, but no triggers. */
export function stateOnStage(base: StageState, fromAt: Location): StageState {
  return {
    ...base,
    env: new Map(base.env),
    variables: new Map(base.variables),
    open: new Map(base.open),
    exposed: [...base.exposed],
    copies: [...base.copies],
    edits: [...base.edits],
    onBuild: [],
    cmdIsSet: false,
    fromAt,
  };
}

/** Whether a stage's variables are all in this file; another image may set more. */
export function isClosed(state: StageState): boolean {
  return state.image !== undefined || state.root.text === 'scratch';
}

/** The configuration that the stage ends with. */
export function imageOf(state: StageState): ImageConfig {
  return {
    entrypoint: state.entrypoint,
    cmd: state.cmd,
    env: state.env,
    ...(state.shell === undefined ? {} : { shell: state.shell }),
    exposed: state.exposed,
    version: state.installed ?? state.image?.version ?? statedVersion(state),
    convention: state.image?.convention ?? 'none',
    at: processAt(state),
    ...(state.user === undefined ? {} : { user: state.user }),
  };
}

/** The place that decides what runs: the CMD value if it counts, else the ENTRYPOINT value, else the base image's name. */
export function processAt(state: StageState): Location {
  const isShell = state.entrypointAt !== undefined && state.entrypoint?.[1]?.text === '-c';
  const cmdAt = isShell || (state.cmd ?? []).length === 0 ? undefined : state.cmdAt;
  return cmdAt ?? state.entrypointAt ?? state.fromAt;
}

/** `MEMCACHED_VERSION` and the like, which images that build memcached from its source set. */
function statedVersion({ variables, root }: StageState): Version {
  for (const name of ['MEMCACHED_VERSION', 'MEMCACHED_VER', 'MEMCACHE_VERSION']) {
    const value = variables.get(name);
    const number = /^v?(1\.\d+\.\d+)$/.exec(value?.known ?? '')?.[1];
    const releases = number === undefined ? undefined : parseReleases(number);
    const at = value?.locate();
    if (number !== undefined && releases !== undefined && at !== undefined)
      return { state: 'known', releases, label: number, because: `${name} says ${number}`, at };
  }
  return { state: 'unknown', because: `nothing says which memcached the image on ${spellOut(root)} holds` };
}

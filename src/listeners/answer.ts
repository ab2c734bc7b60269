import { predictWords } from '../memcached/predict.ts';
import type { Listener, Prediction } from '../memcached/prediction.ts';
import { describeReleases, type ReleaseRange } from '../memcached/version.ts';
import { plainWord } from '../memcached/word.ts';
import { type ListenersRequest, readRequest } from './request.ts';

/** One socket in an answer. */
type ListenerAnswer = {
  readonly protocol: 'tcp' | 'udp' | 'unix';
  /** An IP literal; `host` in its place where a name was not resolved. */
  readonly address?: string;
  readonly host?: string;
  readonly port?: number | 'ephemeral';
  readonly path?: string;
  /** What cannot be decided about it. */
  readonly unknown?: readonly string[];
  /** For which of the versions in question it is opened; absent where it is for all. */
  readonly versions?: string;
};

/** The answer to a question about one command line. */
export interface Answer {
  /** `depends` where the versions in question differ. */
  readonly starts: boolean | 'depends';
  /** Why memcached does not start. */
  readonly reason?: string;
  readonly listeners?: readonly ListenerAnswer[];
  /** Only where more than one version is in question. */
  readonly udp?: 'on' | 'off' | 'depends';
  readonly udpReason?: string;
  readonly unknown?: readonly string[];
}

/** Answers one line of the batch with one line of JSON; a malformed line gets `{"error":"…"}`. Never throws. */
export function answerLine(line: string): string {
  const request = readRequest(line);
  return JSON.stringify('error' in request ? request : answer(request));
}

/** Predicts what a request asks for. */
export function predictRequest({ argv, releases, machine }: ListenersRequest): Prediction {
  return predictWords(argv.map(plainWord), releases, false, machine);
}

function answer(request: ListenersRequest): Answer {
  return toAnswer(predictRequest(request), request.releases);
}

/** A prediction as the `listeners` command prints it in JSON. */
export function toAnswer(prediction: Prediction, releases: ReleaseRange): Answer {
  const { starts, refusal, listeners, udp, unknowns } = prediction;
  const reason = refusal?.because;
  if (starts === 'no') return { starts: false, reason: reason ?? 'memcached refuses this command line' };
  const several = releases.first !== releases.last;
  return {
    starts: starts === 'yes' ? true : 'depends',
    ...(starts === 'depends' && reason !== undefined && { reason: refusedBy(prediction) }),
    listeners: uniqueAnswers(listeners, releases),
    ...(several && { udp: udp.state, udpReason: udp.because }),
    ...(unknowns.length > 0 && { unknown: unknowns.map(({ because }) => because) }),
  };
}

function refusedBy({ refusal }: Prediction): string {
  return refusal ? `memcached ${describeReleases(refusal.releases)} does not start: ${refusal.because}` : '';
}

function uniqueAnswers(listeners: readonly Listener[], releases: ReleaseRange): readonly ListenerAnswer[] {
  if (releases.first === releases.last)
    return listeners.map((listener) => toListenerAnswer(listener, releases));
  const unique = new Map<string, ListenerAnswer>();
  for (const listener of listeners) {
    const socket = toListenerAnswer(listener, releases);
    unique.set(JSON.stringify(socket), socket);
  }
  return [...unique.values()];
}

function toListenerAnswer(listener: Listener, asked: ReleaseRange): ListenerAnswer {
  const { first, last } = listener.releases;
  const versions =
    first === asked.first && last === asked.last ? {} : { versions: describeReleases(listener.releases) };
  if (listener.protocol === 'unix') {
    const path = listener.path === undefined ? { unknown: ['path'] } : { path: listener.path };
    return { protocol: 'unix', ...path, ...versions };
  }
  const { protocol, address, port } = listener;
  const unknown = [
    ...(address.kind === 'unknown' ? ['address'] : []),
    ...(port === 'unknown' ? ['port'] : []),
  ];
  return {
    protocol,
    ...(address.kind === 'ip' && { address: address.ip }),
    ...(address.kind === 'name' && { host: address.host }),
    ...(port !== 'unknown' && { port }),
    ...(unknown.length > 0 && { unknown }),
    ...versions,
  };
}

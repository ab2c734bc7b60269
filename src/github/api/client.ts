import { setTimeout as sleep } from 'node:timers/promises';
import { visible } from '../../reporters/escape/visible.ts';
import { ApiFailure } from './failure.ts';
import type { ApiAnswer, Transport } from './transport.ts';

export interface ClientLimits {
  /** How long one request may take, in milliseconds. */
  readonly request: number;
  /** How long everything may take together, in milliseconds. */
  readonly total: number;
  /** The longest wait that GitHub may ask for, in seconds. */
  readonly wait: number;
}

/** A write channel is worth a little waiting, not a stuck job. */
const CLIENT_LIMITS: ClientLimits = { request: 10_000, total: 60_000, wait: 20 };
const MOST_TRIES = 3;
const PER_PAGE = 100;

type Parameters = Readonly<Record<string, unknown>>;

/** GitHub's REST API with patience: waits when asked to, tries again what can be, gives up with an `ApiFailure`. */
export class ApiClient {
  readonly #transport: Transport;
  readonly #limits: ClientLimits;
  readonly #deadline: AbortSignal;

  constructor(transport: Transport, limits: ClientLimits = CLIENT_LIMITS) {
    this.#transport = transport;
    this.#limits = limits;
    this.#deadline = AbortSignal.timeout(limits.total);
  }

  /**
   * The data of a successful answer. Throws an `ApiFailure`.
   * @param permission what the token needs for this, as in a workflow: `checks: write`
   */
  async request(route: string, parameters: Parameters, permission: string): Promise<unknown> {
    return (await this.#answer(route, parameters, permission)).data;
  }

  /** The items of all pages, at most `most`. Throws an `ApiFailure`. */
  async all(route: string, parameters: Parameters, permission: string, most: number): Promise<unknown[]> {
    const items: unknown[] = [];
    for (let page = 1; items.length < most; page++) {
      const query = { ...parameters, per_page: PER_PAGE, page };
      const { data, headers } = await this.#answer(route, query, permission);
      if (!Array.isArray(data)) throw new ApiFailure('GitHub answered with something else than a list');
      items.push(...data);
      if (data.length === 0 || !/rel="next"/.test(String(headers['link'] ?? ''))) break;
    }
    return items.slice(0, most);
  }

  async #answer(route: string, parameters: Parameters, permission: string): Promise<ApiAnswer> {
    for (let left = MOST_TRIES - 1; ; left--) {
      const answer = await this.#send(route, parameters, left);
      if (answer === undefined) continue;
      if (answer.status < 300) return answer;
      const wait = left > 0 ? this.#waitFor(route, answer, left) : undefined;
      if (wait === undefined) throw new ApiFailure(because(answer, permission), answer.status);
      await this.#sleep(wait);
    }
  }

  /** `undefined` where there was no answer and it is worth to ask again. */
  async #send(route: string, parameters: Parameters, left: number): Promise<ApiAnswer | undefined> {
    const signal = AbortSignal.any([this.#deadline, AbortSignal.timeout(this.#limits.request)]);
    try {
      return await this.#transport(route, parameters, signal);
    } catch (error) {
      // What was sent may have been done, so only questions are asked again.
      if (left > 0 && route.startsWith('GET ') && !this.#deadline.aborted) {
        await this.#sleep(MOST_TRIES - left);
        return undefined;
      }
      throw new ApiFailure(`GitHub did not answer (${signal.aborted ? 'it took too long' : textOf(error)})`);
    }
  }

  /** How many seconds to wait before asking again; `undefined` to give up. */
  #waitFor(route: string, { status, headers }: ApiAnswer, left: number): number | undefined {
    const limited = status === 429 || (status === 403 && isRateLimit(headers));
    if (!limited && !(status >= 500 && route.startsWith('GET '))) return undefined;
    const asked = Number(headers['retry-after'] ?? MOST_TRIES - left);
    return Number.isFinite(asked) && asked >= 0 && asked <= this.#limits.wait ? asked : undefined;
  }

  async #sleep(seconds: number): Promise<void> {
    try {
      await sleep(seconds * 1_000, undefined, { signal: this.#deadline });
    } catch {
      throw new ApiFailure('GitHub took too long');
    }
  }
}

function isRateLimit(headers: ApiAnswer['headers']): boolean {
  return headers['retry-after'] !== undefined || String(headers['x-ratelimit-remaining']) === '0';
}

function because({ status, data, headers }: ApiAnswer, permission: string): string {
  if (status === 429 || (status === 403 && isRateLimit(headers)))
    return `GitHub limits how much may be asked (${status})`;
  if (status === 401) return 'the token is not valid (401)';
  if (status === 403) return `the token lacks the permission ${permission} (403)`;
  if (status === 404) return `GitHub does not find it, or the token lacks the permission ${permission} (404)`;
  if (status >= 500) return `GitHub has a problem (${status})`;
  return `GitHub refused it (${status}${messageOf(data)})`;
}

function messageOf(data: unknown): string {
  const message = (data as { readonly message?: unknown } | null)?.message;
  return typeof message === 'string' ? `: ${visible(message).slice(0, 200)}` : '';
}

function textOf(error: unknown): string {
  return visible(error instanceof Error ? error.message : String(error)).slice(0, 200);
}

import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerProblems, problemsOf } from './contract.ts';

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  // biome-ignore lint/suspicious/noExplicitAny: what was sent is looked at as any server would
  readonly body: any;
}

export interface Answer {
  readonly status: number;
  readonly data?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Never answers. */
  readonly silent?: boolean;
}

/** GitHub's API on loopback. It validates what it is asked, and what it answers. */
export class StandIn {
  readonly requests: Request[] = [];
  /** Requests that GitHub's description does not allow, and answers that it does not know. */
  readonly problems: string[] = [];
  readonly #server: Server;
  readonly #answer: (request: Request) => Answer;

  private constructor(answer: (request: Request) => Answer) {
    this.#answer = answer;
    this.#server = createServer((incoming, outgoing) => {
      const failed = (error: unknown): Answer => {
        this.problems.push(String(error));
        return { status: 500 };
      };
      void this.#take(incoming)
        .catch(failed)
        .then(({ status, data, headers, silent }) => {
          if (silent) return;
          outgoing.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
          outgoing.end(data === undefined ? undefined : JSON.stringify(data));
        });
    });
  }

  static async start(answer: (request: Request) => Answer): Promise<StandIn> {
    const standIn = new StandIn(answer);
    await new Promise<void>((done) => standIn.#server.listen(0, '127.0.0.1', done));
    return standIn;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  /** The requests of a method whose path ends so. */
  of(method: string, end: string): readonly Request[] {
    return this.requests.filter((request) => request.method === method && request.path.endsWith(end));
  }

  async #take(incoming: IncomingMessage): Promise<Answer> {
    let text = '';
    for await (const chunk of incoming) text += chunk;
    const url = new URL(incoming.url ?? '', this.url);
    const method = incoming.method ?? '';
    const body = text === '' ? undefined : JSON.parse(text);
    const request = { method, path: url.pathname, query: url.searchParams, body };
    this.requests.push(request);
    this.problems.push(...problemsOf(method, url, body));
    if (incoming.headers.authorization !== 'token t0ken')
      return { status: 401, data: { message: 'Bad credentials' } };
    const answer = this.#answer(request);
    if (answer.status < 300 && !answer.silent) {
      this.problems.push(...answerProblems(method, url, answer.status, answer.data));
    }
    return answer;
  }
}

/** A page of a list, with the header that names the next one. */
export function page(request: Request, items: readonly unknown[]): Answer {
  const size = Number(request.query.get('per_page') ?? 30);
  const number = Number(request.query.get('page') ?? 1);
  const more = number * size < items.length;
  return {
    status: 200,
    data: items.slice((number - 1) * size, number * size),
    headers: more ? { link: `<https://api.github.com/x?page=${number + 1}>; rel="next"` } : {},
  };
}

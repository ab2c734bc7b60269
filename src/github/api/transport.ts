/** One answer of the API; headers in lower case. */
export interface ApiAnswer {
  readonly status: number;
  readonly data: unknown;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
}

/**
 * Sends one request to GitHub's REST API. Answers whatever the status, throws where there is no answer.
 * @param route method and path template of the documentation: `GET /repos/{owner}/{repo}/…`
 * @param parameters values of the template; the rest is the query of a GET, else the body
 */
export type Transport = (
  route: string,
  parameters: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
) => Promise<ApiAnswer>;

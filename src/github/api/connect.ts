import { ApiClient } from './client.ts';

/** Opens the API when it is first asked for; `undefined` without a token, and then nothing of it is ever loaded. */
export function connector(
  token: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): (() => Promise<ApiClient>) | undefined {
  if (token === undefined) return undefined;
  const url = environment['GITHUB_API_URL'] || 'https://api.github.com';
  let client: Promise<ApiClient> | undefined;
  return () => {
    client ??= import('./octokit.ts').then(
      ({ octokitTransport }) => new ApiClient(octokitTransport(token, url)),
    );
    return client;
  };
}

import { getOctokit } from '@actions/github';
import type { Transport } from './transport.ts';

/**
 * The API through @actions/github, which knows proxies and GitHub Enterprise. This module costs 70 ms to load, so
 * it is only imported when there is something to send.
 */
export function octokitTransport(token: string, baseUrl: string): Transport {
  const silent = (): void => {};
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  const octokit = getOctokit(token, { baseUrl, log });
  return async (route, parameters, signal) => {
    try {
      const { status, data, headers } = await octokit.request(route, { ...parameters, request: { signal } });
      return { status, data, headers };
    } catch (error) {
      const { response } = error as { readonly response?: Awaited<ReturnType<Transport>> };
      if (response === undefined) throw error;
      return response;
    }
  };
}

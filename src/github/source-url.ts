/** Where the workflow's own repository can be looked at, from the runner's variables; `undefined` elsewhere. */
export function sourceUrl(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: sha } = environment;
  if (!server || !repository || !sha || !/^[0-9a-f]{40,64}$/.test(sha)) return undefined;
  return `${server}/${repository}/blob/${sha}`;
}

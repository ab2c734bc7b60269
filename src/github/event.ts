import type { FileSystem } from '../repository/file-system.ts';

/** What the runner says about why a workflow runs, as far as this action asks. */
export interface GitHubEvent {
  readonly owner: string;
  readonly repo: string;
  /** The commit that a verdict belongs to: the head of the pull request, not its trial merge. */
  readonly headSha: string;
  /** What the change is compared with, where there is a change; full commit ids. */
  readonly baseSha?: string;
  readonly pullRequest?: {
    readonly number: number;
    /** The change comes from another repository, so the token of its workflow usually may only read. */
    readonly isFork: boolean;
  };
}

const EVENT_LIMIT = 16 * 1024 * 1024;
const SHA = /^(?!0+$)[0-9a-f]{40,64}$/;

/** Reads the event from the runner's variables and file; `undefined` outside of a runner. Never throws. */
export function readEvent(
  environment: Readonly<Record<string, string | undefined>>,
  fileSystem: FileSystem,
): GitHubEvent | undefined {
  const [owner, repo] = (environment['GITHUB_REPOSITORY'] ?? '').split('/');
  const sha = environment['GITHUB_SHA'] ?? '';
  if (!owner || !repo || !SHA.test(sha)) return undefined;
  const payload = readPayload(environment['GITHUB_EVENT_PATH'] ?? '', fileSystem);
  const pull = payload['pull_request'];
  if (isRecord(pull) && Number.isSafeInteger(pull['number'])) {
    const head = field(pull, 'head');
    const isFork = field(head, 'repo')['full_name'] !== field(field(pull, 'base'), 'repo')['full_name'];
    return {
      owner,
      repo,
      headSha: shaOf(head['sha']) ?? sha,
      ...base(field(pull, 'base')['sha']),
      pullRequest: { number: Number(pull['number']), isFork },
    };
  }
  const group = field(payload, 'merge_group');
  return { owner, repo, headSha: sha, ...base(group['base_sha'] ?? payload['before']) };
}

function readPayload(path: string, fileSystem: FileSystem): Record<string, unknown> {
  const bytes = path === '' ? undefined : fileSystem.read(path, EVENT_LIMIT);
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes ?? new Uint8Array()));
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function base(value: unknown): { readonly baseSha?: string } {
  const baseSha = shaOf(value);
  return baseSha === undefined ? {} : { baseSha };
}

function shaOf(value: unknown): string | undefined {
  return typeof value === 'string' && SHA.test(value) ? value : undefined;
}

function field(value: Record<string, unknown>, name: string): Record<string, unknown> {
  const found = value[name];
  return isRecord(found) ? found : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

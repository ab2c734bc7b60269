import { expiredWaiver } from '../../rules/expired-waiver.ts';
import { invalidWaiver } from '../../rules/invalid-waiver.ts';
import { findRule } from '../../rules/registry.ts';
import { unusedWaiver } from '../../rules/unused-waiver.ts';
import { type Location, sameLocation, sourceText } from '../../text/source-file.ts';
import type { Finding } from '../finding.ts';
import type { RuleHit } from '../judge.ts';
import { DIRECTIVE_FORM } from './directive.ts';
import type { Grant, WaiverMistake } from './grant.ts';

export interface Waived {
  /** The findings that were given, some of them now `waived`. */
  readonly findings: readonly Finding[];
  /** What is wrong with the waivers themselves, each at its own place. */
  readonly hits: readonly RuleHit[];
}

/**
 * Marks the findings that a waiver accepts on `today` (`YYYY-MM-DD`). A waiver whose last day has passed accepts
 * nothing; it and those that match nothing become findings of their own. Pure.
 */
export function applyWaivers(
  findings: readonly Finding[],
  grants: readonly Grant[],
  mistakes: readonly WaiverMistake[],
  today: string,
): Waived {
  const index = new GrantIndex(grants);
  const used = new Set<Grant>();
  const expired = new Set<Grant>();
  const judged = findings.map((finding): Finding => {
    if (finding.status !== 'active') return finding;
    const matching = index.of(finding);
    const valid = matching.filter((grant) => !hasExpired(grant, today));
    for (const grant of valid) used.add(grant);
    const [first] = valid;
    if (first !== undefined) return { ...finding, status: 'waived', waiver: first.waiver };
    for (const grant of matching) expired.add(grant);
    return finding;
  });
  const hits = [
    ...mistakes.map(invalid),
    ...grants.filter((grant) => expired.has(grant)).map(hasEnded),
    ...grants.filter((grant) => !used.has(grant) && !expired.has(grant) && isJudged(grant)).map(unused),
  ];
  return { findings: judged, hits };
}

/** Finds the waivers of a finding by its lines, since a hostile file can hold tens of thousands of both. */
class GrantIndex {
  readonly #byLine = new Map<string, Grant[]>();
  readonly #others: Grant[] = [];

  constructor(grants: readonly Grant[]) {
    for (const grant of grants) {
      if (grant.scope.kind === 'finding') this.#others.push(grant);
      else {
        const key = `${grant.rule} ${grant.scope.line} ${grant.scope.path}`;
        const list = this.#byLine.get(key);
        if (list === undefined) this.#byLine.set(key, [grant]);
        else list.push(grant);
      }
    }
  }

  of(finding: Finding): readonly Grant[] {
    const found =
      this.#byLine.size === 0
        ? []
        : placesOf(finding).flatMap((place) => this.#onLinesOf(finding.rule, place));
    const others = this.#others.filter(
      ({ rule, scope }) => rule === finding.rule && scope.kind === 'finding' && scope.covers(finding),
    );
    return [...new Set([...found, ...others])];
  }

  #onLinesOf(rule: string, { file, start, end }: Location): readonly Grant[] {
    const last = file.positionAt(Math.max(start, end - 1)).line;
    const found: Grant[] = [];
    for (let { line } = file.positionAt(start); line <= last; line++) {
      found.push(...(this.#byLine.get(`${rule} ${line} ${file.path}`) ?? []));
    }
    return found;
  }
}

/**
 * Where a comment can stand: at the words, or at the command that they are part of. What is missing from a command
 * is missing from all its lines, as in a memcached.conf, where each line is a part of it.
 */
function placesOf({ at, exposure }: Finding): readonly Location[] {
  if (exposure === undefined) return [at];
  const { launch } = exposure;
  if (!sameLocation(at, launch.at)) return [at, launch.at];
  return [at, ...launch.argv.flatMap(({ runs }) => runs.map(({ origin }) => origin))];
}

function hasExpired({ waiver }: Grant, today: string): boolean {
  return waiver.expires !== undefined && waiver.expires < today;
}

function isJudged({ scope }: Grant): boolean {
  return scope.kind === 'line' || scope.lookedAt;
}

function invalid({ at, message, evidence, help }: WaiverMistake): RuleHit {
  return { rule: invalidWaiver, hit: { at, message, evidence, help: help ?? `Write: ${DIRECTIVE_FORM}.` } };
}

function hasEnded(grant: Grant): RuleHit {
  const { waiver, ruleAt, expiresAt } = grant;
  const by = waiver.owner === undefined ? '' : ` by ${waiver.owner}`;
  return {
    rule: expiredWaiver,
    hit: {
      at: expiresAt ?? ruleAt,
      message: `The waiver of ${nameOf(grant)}${by} held until ${waiver.expires}, so what it accepted counts again.`,
      evidence: `${grant.rule} ${sourceText(waiver.at)}`,
    },
  };
}

function unused(grant: Grant): RuleHit {
  const where =
    grant.scope.kind === 'line'
      ? `is no finding of this rule on ${placeName(grant.scope.line, grant.ruleAt)} or in a command that it belongs to`
      : 'is no finding of this rule that it names';
  return {
    rule: unusedWaiver,
    hit: {
      at: grant.ruleAt,
      message: `This waiver of ${nameOf(grant)} accepts nothing: there ${where}.`,
      evidence: `${grant.rule} ${sourceText(grant.waiver.at)}`,
    },
  };
}

function placeName(line: number, at: Location): string {
  return at.file.positionAt(at.start).line === line ? 'its line' : `line ${line}`;
}

function nameOf({ rule }: Grant): string {
  return findRule(rule)?.name ?? rule;
}

import type { Exposure } from '../exposure/exposure.ts';
import type { Problem, RelatedPlace } from '../launch/launch.ts';
import type { Hit, Rule } from '../rules/rule.ts';
import { type Location, sameLocation } from '../text/source-file.ts';
import { contains } from '../text/span.ts';
import type { Configuration } from './configuration.ts';
import type { Finding } from './finding.ts';
import { fingerprint } from './fingerprint.ts';
import { LEVELS, type Level } from './level.ts';

/** What a rule said about a launch, a problem, or neither. */
export interface RuleHit {
  readonly rule: Rule;
  readonly hit: Hit;
  readonly exposure?: Exposure;
}

/** Asks every rule about every launch and problem and gives each hit its level and identity. Pure. */
export function judge(
  rules: readonly Rule[],
  exposures: readonly Exposure[],
  problems: readonly Problem[],
  configuration: Configuration,
): readonly Finding[] {
  const settings = { requireExplicitUdpOff: configuration.requireExplicitUdpOff };
  const hits: RuleHit[] = [];
  for (const rule of rules) {
    for (const exposure of exposures) {
      for (const hit of rule.check?.(exposure, settings) ?? []) hits.push({ rule, hit, exposure });
    }
    for (const problem of problems) {
      for (const hit of rule.checkProblem?.(problem) ?? []) hits.push({ rule, hit });
    }
  }
  return toFindings(hits, configuration);
}

/** Turns hits into findings in the order of the files; what says the same at the same place is said once. */
export function toFindings(hits: readonly RuleHit[], configuration: Configuration): readonly Finding[] {
  const findings: Finding[] = [];
  const said = new Map<string, RelatedPlace[]>();
  const occurrences = new Map<string, number>();
  for (const { rule, hit, exposure } of [...hits].sort(byPlace)) {
    const level = levelOf(rule, hit, configuration);
    const place = `${rule.id} ${hit.at.file.path} ${hit.at.start} ${hit.at.end}`;
    if (level === 'off') continue;
    const before = said.get(place);
    if (before !== undefined) {
      addUser(before, hit, exposure);
      continue;
    }
    const related = relatedPlaces(hit, exposure);
    said.set(place, related);
    const identity = [rule.id, hit.at.file.path, hit.evidence.replace(/\s+/g, ' ').trim()];
    const nth = (occurrences.get(identity.join('\n')) ?? 0) + 1;
    occurrences.set(identity.join('\n'), nth);
    findings.push({
      rule: rule.id,
      name: rule.name,
      level,
      at: hit.at,
      message: hit.message,
      help: hit.help ?? rule.fix,
      related,
      fingerprint: fingerprint(nth === 1 ? identity : [...identity, String(nth)]),
      status: 'active',
      ...(exposure ? { exposure } : {}),
    });
  }
  return findings;
}

/** One value can be used by many: more are not listed. */
const MOST_USERS = 8;

/** Adds a further launch that the value at a place decides about. */
function addUser(related: RelatedPlace[], hit: Hit, exposure: Exposure | undefined): void {
  const launch = exposure?.launch;
  if (launch === undefined || launch.at.file === hit.at.file || related.length >= MOST_USERS) return;
  if (related.some(({ at }) => sameLocation(at, launch.at))) return;
  related.push({ at: launch.at, message: `${launch.name} is started from here` });
}

/**
 * The places that contributed: what the rule names; the command line, for a value from another file; and for
 * something that is missing everything the command line was made of, since it could have come from there.
 */
function relatedPlaces(hit: Hit, exposure: Exposure | undefined): RelatedPlace[] {
  const launch = exposure?.launch;
  const places: RelatedPlace[] = [...(hit.related ?? [])];
  if (launch !== undefined && launch.at.file !== hit.at.file) {
    places.push({ at: launch.at, message: `${launch.name} is started from here` });
  } else if (launch !== undefined && sameLocation(launch.at, hit.at)) places.push(...launch.related);
  else places.push(...(launch?.related ?? []).filter(({ at }) => isWithin(at, hit.at)));
  const seen = new Set([placeKey(hit.at)]);
  return places.filter(({ at }) => {
    const key = placeKey(at);
    return !seen.has(key) && seen.add(key);
  });
}

function isWithin(inner: Location, outer: Location): boolean {
  return inner.file === outer.file && contains(outer, inner);
}

function placeKey({ file, start, end }: Location): string {
  return `${file.path} ${start} ${end}`;
}

/** The configured level, else the lower of the rule's and the hit's; `strict` lifts warnings. */
function levelOf(rule: Rule, hit: Hit, configuration: Configuration): Level | 'off' {
  const configured = configuration.rules.get(rule.id);
  const own = rule.name === 'unresolved-value' ? configuration.onUnknown : rule.level;
  const base = configured ?? own;
  if (base === 'off') return 'off';
  const lowered =
    configured === undefined && hit.level !== undefined && LEVELS.indexOf(hit.level) > LEVELS.indexOf(base)
      ? hit.level
      : base;
  return configuration.strict && lowered === 'warning' ? 'error' : lowered;
}

/** What happens in any case is told before what may happen, such as an overlay of the same entry. */
function isConditional({ exposure }: RuleHit): boolean {
  return exposure?.launch.condition !== undefined;
}

function byPlace(a: RuleHit, b: RuleHit): number {
  return (
    comparePlaces(a.hit.at, b.hit.at) ||
    a.rule.id.localeCompare(b.rule.id) ||
    Number(isConditional(a)) - Number(isConditional(b))
  );
}

/** The order of findings in a report: path, place, rule. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => comparePlaces(a.at, b.at) || a.rule.localeCompare(b.rule));
}

function comparePlaces(left: Location, right: Location): number {
  if (left.file.path !== right.file.path) return left.file.path < right.file.path ? -1 : 1;
  return left.start - right.start || left.end - right.end;
}

import { findRule, RULES } from '../../rules/registry.ts';
import { nearest } from '../../text/nearest.ts';
import type { Span } from '../../text/span.ts';
import { isDay } from './day.ts';

/** How a waiver is written in a comment; shown wherever one is wrong. */
export const DIRECTIVE_FORM = 'memcached-guard: allow RULE until YYYY-MM-DD by OWNER -- REASON';

/** A waiver as its comment says it. Spans are those of the text that was parsed. */
export interface Directive {
  readonly rules: readonly { readonly id: string; readonly span: Span }[];
  readonly reason: string;
  readonly owner?: string;
  readonly expires?: { readonly day: string; readonly span: Span };
}

/** What is wrong with a waiver: one sentence without its full stop, and the characters it is about. */
export interface DirectiveError {
  readonly error: string;
  readonly span: Span;
}

interface Word extends Span {
  readonly text: string;
}

/** Findings about waivers, and about files that cannot be read, which say nothing that could be relied on. */
const NEVER_INLINE = new Set(['MG021', 'MG030', 'MG031', 'MG032']);

/**
 * Reads `allow RULE[, RULE…] [until YYYY-MM-DD] [by OWNER] -- REASON`; `because` may stand in place of `--`, which
 * XML forbids in comments. Never throws.
 */
export function parseDirective(text: string): Directive | DirectiveError {
  const words = wordsOf(text);
  const separator = words.findIndex((word) => word.text === '--' || word.text === 'because');
  const head = separator < 0 ? words : words.slice(0, separator);
  const [verb, ...rest] = head;
  if (verb?.text !== 'allow') {
    return { error: 'a waiver begins with the word allow', span: verb ?? whole(text) };
  }
  const clause = rest.findIndex((word) => word.text === 'until' || word.text === 'by');
  const rules = readRules(clause < 0 ? rest : rest.slice(0, clause), verb);
  if ('error' in rules) return rules;
  const clauses = readClauses(clause < 0 ? [] : rest.slice(clause));
  if ('error' in clauses) return clauses;
  const reason = separator < 0 ? [] : words.slice(separator + 1);
  const [first, last] = [reason[0], reason.at(-1)];
  if (first === undefined || last === undefined || !/[\p{L}\p{N}]/u.test(text.slice(first.start))) {
    return { error: 'the waiver gives no reason', span: { start: verb.start, end: text.trimEnd().length } };
  }
  return { ...rules, ...clauses, reason: text.slice(first.start, last.end) };
}

function readRules(words: readonly Word[], verb: Word): Pick<Directive, 'rules'> | DirectiveError {
  const rules: Directive['rules'][number][] = [];
  let separated = true;
  for (const word of words) {
    for (const part of splitAtCommas(word)) {
      if (part.text === ',') separated = true;
      else if (!separated) {
        return { error: `"${part.text}" is not expected here; a comma stands between rules`, span: part };
      } else {
        const rule = findRule(part.text);
        if (rule === undefined) return { error: noSuchRule(part.text), span: part };
        if (NEVER_INLINE.has(rule.id)) {
          return { error: `${rule.name} cannot be waived in a comment`, span: part };
        }
        rules.push({ id: rule.id, span: part });
        separated = false;
      }
    }
  }
  return rules.length === 0 ? { error: 'the waiver names no rule', span: verb } : { rules };
}

/** "there is no rule …", with a guess. */
export function noSuchRule(name: string): string {
  const names = RULES.flatMap((rule) => [rule.name, rule.id.toLowerCase()]);
  const guess = name.length > 60 ? undefined : nearest(name.toLowerCase(), names);
  return `there is no rule "${name}"; ${guess === undefined ? 'memcached-guard rules lists them' : `did you mean ${guess}?`}`;
}

type Clauses = Pick<Directive, 'owner' | 'expires'>;

function readClauses(words: readonly Word[]): Clauses | DirectiveError {
  let clauses: Clauses = {};
  for (let at = 0; at < words.length; at += 2) {
    const keyword = words[at] as Word;
    const value = words[at + 1];
    if (keyword.text !== 'until' && keyword.text !== 'by') {
      return {
        error: `"${keyword.text}" is not expected here; the reason stands after " -- "`,
        span: keyword,
      };
    }
    if (value === undefined) {
      const missing = keyword.text === 'until' ? 'a day, as in until 2027-01-31' : 'an owner, as in by @team';
      return { error: `after ${keyword.text} stands ${missing}`, span: keyword };
    }
    if (isGiven(clauses, keyword.text)) {
      return { error: `${keyword.text} stands here a second time`, span: keyword };
    }
    if (keyword.text === 'by') clauses = { ...clauses, owner: value.text };
    else if (isDay(value.text)) clauses = { ...clauses, expires: { day: value.text, span: value } };
    else return { error: `"${value.text}" is no day; write it as 2027-01-31`, span: value };
  }
  return clauses;
}

function isGiven(clauses: Clauses, keyword: 'until' | 'by'): boolean {
  return (keyword === 'until' ? clauses.expires : clauses.owner) !== undefined;
}

function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    text: word,
    start: index,
    end: index + word.length,
  }));
}

/** The pieces of a word between its commas, and the commas. */
function splitAtCommas({ text, start }: Word): readonly Word[] {
  return [...text.matchAll(/,|[^,]+/g)].map(({ 0: part, index }) => ({
    text: part,
    start: start + index,
    end: start + index + part.length,
  }));
}

function whole(text: string): Span {
  return { start: 0, end: text.length };
}

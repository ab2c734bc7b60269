import type { Function as FunctionNode, ParsedScript, Word } from 'unbash';

/** The parser's nodes, by the names used here. */
export type Statement = ParsedScript['commands'][number];
export type CommandTree = Statement['command'];
export type PipelineTree = Exclude<CommandTree, { type: 'AndOr' }>;
export type SingleCommand = Exclude<PipelineTree, { type: 'Pipeline' }>;
export type SimpleCommand = Extract<SingleCommand, { type: 'Command' }>;
export type Compound = Exclude<SingleCommand, { type: 'Command' | 'Redirected' | 'Function' | 'Coproc' }>;
export type Redirection = SimpleCommand['redirects'][number];
export type Assignment = Extract<SimpleCommand['prefix'][number], { type: 'Assignment' }>;
export type FunctionBody = FunctionNode['body'];
export type WordPart = NonNullable<Word['parts']>[number];
export type { Word };

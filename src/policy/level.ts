export { type FailOn, LEVELS, type Level } from '../rules/level.ts';

import { n as baselineText, r as parseBaseline, t as BASELINE_LIMIT } from "./baseline-file2.js";

export { BASELINE_LIMIT, baselineText, parseBaseline };
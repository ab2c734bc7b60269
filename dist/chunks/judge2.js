import { n as judge, r as toFindings, t as inOrder } from "./judge.js";

export { judge };
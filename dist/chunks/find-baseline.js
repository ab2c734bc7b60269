import { n as readBaseline, t as findBaseline } from "./find-baseline2.js";

export { findBaseline, readBaseline };
// src/tool-version.ts
/** Kept equal to package.json by a test. */
const TOOL_VERSION = "0.1.0";

export { TOOL_VERSION as t };
import { t as TOOL_VERSION } from "./tool-version2.js";

export { TOOL_VERSION };
import { t as pathFilter } from "./path-filter.js";

export { pathFilter };
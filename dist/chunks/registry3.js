import { t as FORMATS } from "./registry2.js";

export { FORMATS };
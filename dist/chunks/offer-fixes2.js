import { t as offerFixes } from "./offer-fixes.js";

export { offerFixes };
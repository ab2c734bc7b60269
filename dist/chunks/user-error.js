// src/command/user-error.ts
/** A mistake of whoever calls: printed as one sentence without a stack, exit code 2. */
var UserError = class extends Error {
	name = "UserError";
};
/** What cannot be done although nobody made a mistake, such as an unreadable root: one sentence, exit code 3. */
var CannotFinish = class extends Error {
	name = "CannotFinish";
};

export { UserError as n, CannotFinish as t };
// src/repository/repository.ts
/** Whether a read gave text. */
function isReadable(result) {
	return result !== void 0 && "text" in result;
}

export { isReadable as t };
// src/text/span.ts
/** Whether `inner` lies wholly within `outer`. */
function contains(outer, inner) {
	return outer.start <= inner.start && inner.end <= outer.end;
}

export { contains as t };
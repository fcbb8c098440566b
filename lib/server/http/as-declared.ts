import 'server-only';

/**
 * The one cast of the HTTP layer: a value whose type follows from the route's declaration, which
 * the caller has just checked at run time (a schema parsed it, or the action decided it).
 */
export const asDeclared = <Declared>(checked: unknown): Declared => checked as Declared;

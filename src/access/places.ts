/** The cluster among places; no Temporal namespace is called so. */
export const CLUSTER = '(cluster)';

/** Every Temporal namespace that a program does not declare, Temporal's own among them. */
export const UNDECLARED = '(undeclared)';

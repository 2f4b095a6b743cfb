/** `persistence.datastores`: what the server keeps and what it searches, by the names that its other settings use. */
export interface DatastoresConfig<T> {
  readonly default: T;
  readonly visibility: T;
}

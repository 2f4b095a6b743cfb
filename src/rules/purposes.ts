import { PURPOSES, type Purpose } from '../pki/model/purpose';

/** Purposes whose trust decides who may open a listener; `frontend` is only what callers verify. */
export const ADMITTING: readonly Purpose[] = PURPOSES.filter((purpose) => purpose !== 'frontend');

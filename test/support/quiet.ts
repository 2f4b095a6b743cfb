import { effects } from '../../src/core/effects';

// What the library warns of goes nowhere, so that a run prints what failed and nothing else. A test that asks what is warned of
// puts a spy here.
effects.warn = () => undefined;
effects.atEnd = () => undefined;

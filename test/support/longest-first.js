// Has jest begin with the test files that take longest, where it has not measured them yet: in a fresh clone it would begin with
// the largest, and at the end one core would wait for the other.
const { default: Sequencer } = require('@jest/test-sequencer');

const LONGEST = [
  'test/consumer.test.ts',
  'test/broken-programs/error-page.test.ts',
  'test/examples/determinism.test.ts',
  'test/cli/pki/rotate.test.ts',
];

function rank({ path }) {
  const place = LONGEST.findIndex((name) => path.endsWith(name));
  return place < 0 ? LONGEST.length : place;
}

module.exports = class extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
};

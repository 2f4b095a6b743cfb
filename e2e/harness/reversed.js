const { TestEnvironment } = require('jest-environment-node');

/**
 * Runs the tests of each file from the last to the first: none needs what one before it has made. Only what is for the end stays
 * there, since it leaves the system in another state for good, and says `at last` in its name.
 */
module.exports = class extends TestEnvironment {
  handleTestEvent({ name }, { rootDescribeBlock }) {
    if (name === 'run_start') reverse(rootDescribeBlock);
  }
};

function reverse(block) {
  const children = block.children.reverse();
  block.children = [...children.filter((child) => !isLast(child)), ...children.filter(isLast)];
  for (const child of children) if (child.type === 'describeBlock') reverse(child);
}

function isLast({ name }) {
  return /\bat last\b/.test(name);
}

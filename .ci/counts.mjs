// node .ci/counts.mjs FILE: reads what Jest wrote by --outputFile, prints "PASSED FAILED", and says on standard error what failed.
import { readFileSync } from 'node:fs';

const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, testResults } = JSON.parse(
  readFileSync(process.argv[2], 'utf8'),
);

for (const file of testResults.filter(({ status }) => status === 'failed')) {
  console.error(file.name.replace(/^.*\/dist\//, 'dist/'));
  console.error(file.message);
}

console.log(numPassedTests, numFailedTests + numRuntimeErrorTestSuites);

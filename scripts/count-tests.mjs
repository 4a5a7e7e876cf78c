/**
 * Prints `N passed, N failed` from vitest's JSON report. A run without a report, or one that failed outside its tests,
 * counts as a failure.
 */
import { readFileSync } from 'node:fs';

const [reportFile, failedSteps] = process.argv.slice(2);
const report = readReport(reportFile);
const failed = report.numFailedTests + (report.success ? 0 : Number(report.numFailedTests === 0));
console.log(`${report.numPassedTests} passed, ${failed} failed`);
if (Number(failedSteps) > 0 || failed > 0) process.exitCode = 1;

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, success: false };
  }
}

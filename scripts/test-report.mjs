import { existsSync, readFileSync } from 'node:fs'

const read = (path) => {
  if (!existsSync(path)) return null
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

/**
 * Passed and failed tests of a Vitest JSON report. A file that failed before its first test counts as one failure.
 *
 * @param {string} path
 * @returns {{ passed: number, failed: number }} zeros when there is no readable report
 */
export function vitestCounts(path) {
  const report = read(path)
  if (report === null) return { passed: 0, failed: 0 }
  const emptyFailures = (report.testResults ?? []).filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed'),
  ).length
  return { passed: report.numPassedTests ?? 0, failed: (report.numFailedTests ?? 0) + emptyFailures }
}

/**
 * Passed and failed tests of a Playwright JSON report. A flaky test passed in the end; errors outside tests count as failures.
 *
 * @param {string} path
 * @returns {{ passed: number, failed: number }} zeros when there is no readable report
 */
export function playwrightCounts(path) {
  const stats = read(path)
  if (stats === null) return { passed: 0, failed: 0 }
  const { expected = 0, flaky = 0, unexpected = 0 } = stats.stats ?? {}
  const outside = unexpected === 0 ? (stats.errors ?? []).length : 0
  return { passed: expected + flaky, failed: unexpected + outside }
}

/** The closing line of all runners. */
export const closingLine = ({ passed, failed }) => `${passed} passed, ${failed} failed`

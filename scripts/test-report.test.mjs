import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closingLine, playwrightCounts, vitestCounts } from './test-report.mjs'

let folder
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'recscope-report-'))
})
afterAll(() => rmSync(folder, { recursive: true }))
const report = (content) => {
  const path = join(folder, 'report.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

describe('the closing line', () => {
  it('sums what Vitest says', () => {
    const files = [{ status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] }]
    const path = report({ numPassedTests: 7, numFailedTests: 1, testResults: files })
    expect(vitestCounts(path)).toEqual({ passed: 7, failed: 1 })
  })

  it('counts a file that could not even be loaded as a failure', () => {
    const path = report({
      numPassedTests: 7,
      numFailedTests: 0,
      testResults: [{ status: 'failed', assertionResults: [] }],
    })
    expect(vitestCounts(path)).toEqual({ passed: 7, failed: 1 })
  })

  it('sums what Playwright says, a flaky test among the passed', () => {
    const path = report({ stats: { expected: 5, flaky: 1, unexpected: 2, skipped: 0 }, errors: [] })
    expect(playwrightCounts(path)).toEqual({ passed: 6, failed: 2 })
  })

  it('counts an error before the first end-to-end test as a failure', () => {
    const path = report({ stats: { expected: 0, flaky: 0, unexpected: 0 }, errors: [{ message: 'no web server' }] })
    expect(playwrightCounts(path)).toEqual({ passed: 0, failed: 1 })
  })

  it('has nothing to count where a runner left no report or half of one', () => {
    expect(vitestCounts(join(folder, 'none.json'))).toEqual({ passed: 0, failed: 0 })
    expect(playwrightCounts(report('{"stats": {"exp'))).toEqual({ passed: 0, failed: 0 })
  })

  it('reads the same in every run', () => {
    expect(closingLine({ passed: 12, failed: 0 })).toBe('12 passed, 0 failed')
  })
})

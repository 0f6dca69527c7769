import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstall, ROOT, runNpm, runTool } from './ensure-install.mjs'
import { closingLine, playwrightCounts, vitestCounts } from './test-report.mjs'

const results = join(ROOT, 'test-results')
const unitReport = join(results, 'vitest.json')
const e2eReport = join(results, 'playwright.json')

ensureInstall()
mkdirSync(results, { recursive: true })
for (const old of [unitReport, e2eReport]) rmSync(old, { force: true })

const steps = [
  ['format', () => runNpm(['run', '--silent', 'format:check'])],
  ['lint', () => runNpm(['run', '--silent', 'lint'])],
  ['types', () => runNpm(['run', '--silent', 'typecheck'])],
  ['import directions', () => runNpm(['run', '--silent', 'imports'])],
  ['unused files, exports and packages', () => runNpm(['run', '--silent', 'unused'])],
  [
    'unit tests',
    () =>
      runTool('vitest/vitest.mjs', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`]),
  ],
  ['build', () => runNpm(['run', '--silent', 'build'])],
  ['size', () => runNpm(['run', '--silent', 'size'])],
  ['end-to-end tests', () => runNpm(['run', '--silent', 'e2e'])],
]

let stoppedAt = null
for (const [name, run] of steps) {
  const begun = performance.now()
  console.log(`\n== ${name}`)
  const code = run()
  console.log(`== ${name}: ${code === 0 ? 'good' : 'FAILED'}, ${((performance.now() - begun) / 1000).toFixed(1)} s`)
  if (code !== 0) {
    stoppedAt = name
    break
  }
}

const unit = vitestCounts(unitReport)
const e2e = playwrightCounts(e2eReport)
const sum = { passed: unit.passed + e2e.passed, failed: unit.failed + e2e.failed }
if (stoppedAt !== null) {
  console.error(`\nStopped at: ${stoppedAt}`)
  // A step without tests of its own (lint, build) failed: the closing line must not look like success.
  if (sum.failed === 0) sum.failed = 1
}
console.log(closingLine(sum))
process.exit(stoppedAt === null && sum.failed === 0 && sum.passed > 0 ? 0 : 1)

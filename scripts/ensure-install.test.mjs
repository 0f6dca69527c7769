import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isInstalled, isNodeNewEnough } from './ensure-install.mjs'

let root
const lock = (packages) => writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages }))
/** npm's note of an installation that ended an hour before the lock file was touched. */
const olderMark = (packages) => {
  const mark = join(root, 'node_modules', '.package-lock.json')
  writeFileSync(mark, JSON.stringify({ packages }))
  utimesSync(mark, Date.now() / 1000 - 3600, Date.now() / 1000 - 3600)
}
const one = { integrity: 'sha512-a' }

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'recscope-install-'))
  mkdirSync(join(root, 'node_modules'))
})
afterEach(() => rmSync(root, { recursive: true }))

describe('whether the packages are there', () => {
  it('says no after an installation that did not end', () => {
    lock({ 'node_modules/x': one })
    expect(isInstalled(root)).toBe(false)
  })

  it('says yes when the lock file was touched but says the same', () => {
    lock({ '': {}, 'node_modules/x': one, 'node_modules/other-platform': { integrity: 'sha512-b', optional: true } })
    olderMark({ 'node_modules/x': one })
    expect(isInstalled(root)).toBe(true)
  })

  it('says no when the lock file asks for something else or something more', () => {
    lock({ 'node_modules/x': { integrity: 'sha512-new' } })
    olderMark({ 'node_modules/x': one })
    expect(isInstalled(root)).toBe(false)
    lock({ 'node_modules/x': one, 'node_modules/y': one })
    expect(isInstalled(root)).toBe(false)
  })
})

describe('the Node version', () => {
  it.each([
    ['v20.18.3', false],
    ['v18.20.0', false],
    ['v20.19.0', true],
    ['v22.1.0', true],
  ])('%s: enough is %s', (version, enough) => {
    expect(isNodeNewEnough(version)).toBe(enough)
  })
})

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const read = (name) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'))
const manifest = read('package.json')
const lock = read('package-lock.json')
const installed = Object.entries(lock.packages).filter(([path]) => path !== '')

describe('what the project installs', () => {
  it('names every package by one exact version', () => {
    const ranges = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    expect(ranges.length).toBeGreaterThan(10)
    expect(ranges.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })

  it('has a lock file made from this manifest', () => {
    const { version, dependencies, devDependencies } = lock.packages['']
    expect({ version, dependencies, devDependencies }).toEqual({
      version: manifest.version,
      dependencies: manifest.dependencies,
      devDependencies: manifest.devDependencies,
    })
  })

  it('locks every package by its content and names no registry host', () => {
    expect(installed.filter(([, one]) => !/^sha512-/.test(one.integrity ?? '')).map(([path]) => path)).toEqual([])
    expect(installed.filter(([, one]) => 'resolved' in one).map(([path]) => path)).toEqual([])
  })

  it('needs no package that runs a script while it is installed', () => {
    const withScript = installed.filter(([, one]) => one.hasInstallScript === true)
    expect(withScript.map(([path]) => path)).toEqual([])
  })

  it('keeps the page to at most 70 packages', () => {
    const runtime = installed.filter(([, one]) => one.dev !== true && one.devOptional !== true && one.optional !== true)
    expect(runtime.length).toBeGreaterThan(9)
    expect(runtime.length).toBeLessThanOrEqual(70)
  })
})

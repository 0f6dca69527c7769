import { describe, expect, it } from 'vitest'
import { defaultAlsSettings } from '../als/default-settings.ts'
import { refinedSettings, refineGrid } from './refine-grid.ts'

const size = { clientCount: 2_000, columnCount: 1_000, entryCount: 40_000 }

describe('refineGrid', () => {
  it('begins with the rule and repeats itself', () => {
    const grid = refineGrid(size)
    expect(grid[0]).toEqual({ candidate: { lambda: 1, alpha: 1, factors: 1 }, settings: defaultAlsSettings(size) })
    expect(grid).toHaveLength(8)
    expect(refineGrid(size)).toEqual(grid)
    const multiples = new Set(grid.map(({ candidate }) => JSON.stringify(candidate)))
    expect(multiples.size).toBe(8)
  })

  it('gives the multiples of the rule at any size', () => {
    const larger = { clientCount: 72_000, columnCount: 24_000, entryCount: 650_000 }
    for (const of of [size, larger]) {
      const rule = defaultAlsSettings(of)
      for (const { candidate, settings } of refineGrid(of)) {
        expect(settings).toEqual(refinedSettings(of, candidate))
        const { lambda, alpha } = settings.objective
        expect(Math.abs(lambda / (rule.objective.lambda * candidate.lambda) - 1)).toBeLessThan(0.05)
        expect(alpha).toBe(rule.objective.alpha * candidate.alpha)
        expect(settings.factors).toBe(rule.factors * candidate.factors)
        const objective = { ...settings.objective, lambda: rule.objective.lambda, alpha: rule.objective.alpha }
        expect({ ...settings, factors: rule.factors, objective }).toEqual(rule)
      }
    }
  })

  it('tries the same numbers once: a lambda of 1 cannot be halved', () => {
    const tiny = { clientCount: 1_000, columnCount: 1_000, entryCount: 20 }
    expect(defaultAlsSettings(tiny).objective.lambda).toBe(1)
    const grid = refineGrid(tiny)
    expect(grid.map(({ candidate }) => candidate)).not.toContainEqual({ lambda: 0.5, alpha: 1, factors: 1 })
    expect(grid).toHaveLength(7)
  })
})

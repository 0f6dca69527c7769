import { describe, expect, it } from 'vitest'
import { buildEvidence, wholePeriod } from '../signals/build-evidence.ts'
import { DEFAULT_EVIDENCE } from '../signals/default-evidence.ts'
import { datasetOf, line, search } from '../tables/table.fixture.ts'
import { checkAlsSettings } from './als/check-settings.ts'
import { defaultAlsSettings } from './als/default-settings.ts'
import { PRESETS } from './presets.ts'

const size = { clientCount: 100, columnCount: 20, entryCount: 900 }

describe('the presets', () => {
  it('give settings that training accepts, for any size and level', () => {
    for (const preset of Object.values(PRESETS))
      for (const entryCount of [0, 1, 5_000_000]) {
        const als = preset.als({ ...size, entryCount })
        expect(() => {
          checkAlsSettings(als)
        }).not.toThrow()
        for (const level of [1, 2, 3] as const) expect(preset.evidence(level).level).toBe(level)
      }
  })

  it('Best default is the default evidence and the rule that follows the data', () => {
    expect(PRESETS['best-default'].evidence(2)).toEqual({ ...DEFAULT_EVIDENCE, level: 2 })
    expect(PRESETS['best-default'].als(size)).toEqual(defaultAlsSettings(size))
    expect(PRESETS['best-default'].als(size).clientFactors).toBe('refitted')
  })

  it('Seed recipe has the numbers of the ancestor', () => {
    expect(PRESETS['seed-recipe'].als(size)).toMatchObject({
      solver: 'parity',
      clientFactors: 'raw',
      factors: 20,
      iterations: 20,
      objective: { confidence: 'implicit', alpha: 15, lambda: 0.1 },
    })
  })

  it('Seed recipe counts purchase lines: no age, no quantity, no cap, no words', () => {
    const dataset = datasetOf({
      transactions: [
        line('a', '0001', '2019-07-01', '40'),
        line('a', '0001', '2019-09-30', '1'),
        line('b', '0001', '2019-08-01', '2'),
        line('b', '0002', '2019-08-01', '0'),
      ],
      actions: [search('b', 'milk', '2019-08-01')],
    })
    const { csr, columnSpace } = buildEvidence(dataset, wholePeriod(dataset), PRESETS['seed-recipe'].evidence(3))
    expect(columnSpace.keywords).toEqual([])
    expect([...csr.values]).toEqual([2, 1])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkAlsSettings } from '../../core/models/als/check-settings.ts'
import { presetSettings } from '../../state/preset-choice.ts'
import { DEFAULT_EVIDENCE } from '../../core/signals/default-evidence.ts'
import { alsFixture, modelFixture } from './models.fixture.ts'
import {
  ALS_FIELDS,
  alsValue,
  DAMPING_FIELDS,
  dampingValue,
  EVIDENCE_FIELDS,
  fieldText,
  isChanged,
  isRead,
  leavesNothing,
  MANUAL_START,
  presetOf,
  readField,
  sameAls,
  sameEvidence,
  shownAls,
  USUAL_DAMPING,
  withAlsValue,
  withDampingValue,
  withSolver,
  type AlsField,
  type SettingsField,
} from './settings-shape.ts'

const problem = (field: SettingsField, text: string) => {
  const reading = readField(field, text)
  return reading.ok ? null : reading.problem
}

describe('readField', () => {
  it('reads back every number that the form shows', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(readField('lambda', fieldText(value))).toEqual({ ok: true, value })
      }),
    )
  })

  it('takes full-width digits, a sign and spaces around', () => {
    expect(readField('factors', ' ６４ ')).toEqual({ ok: true, value: 64 })
    expect(readField('alpha', '+1.5e1')).toEqual({ ok: true, value: 15 })
  })

  it('says what is wrong: empty, no number, not whole, outside its bounds', () => {
    expect(problem('factors', '  ')).toEqual({ kind: 'empty' })
    expect(problem('factors', 'many')).toEqual({ kind: 'notNumber' })
    expect(problem('lambda', '0,5')).toEqual({ kind: 'notNumber' })
    expect(problem('lambda', '0x10')).toEqual({ kind: 'notNumber' })
    expect(problem('lambda', 'Infinity')).toEqual({ kind: 'notNumber' })
    expect(problem('lambda', '1e999')).toEqual({ kind: 'notNumber' })
    expect(problem('factors', '2.5')).toEqual({ kind: 'notWhole' })
    expect(problem('factors', '0')).toEqual({ kind: 'tooSmall', bound: 1 })
    expect(problem('factors', '513')).toEqual({ kind: 'tooLarge', bound: 512 })
    expect(problem('alpha', '0')).toEqual({ kind: 'notAbove', bound: 0 })
    expect(problem('lambda', '\u22121')).toEqual({ kind: 'tooSmall', bound: 0 })
    expect(problem('capQuantile', '1.01')).toEqual({ kind: 'tooLarge', bound: 1 })
    expect(problem('halfLifeDays', '0')).toEqual({ kind: 'notAbove', bound: 0 })
  })

  it('refuses exactly the numbers that training refuses', () => {
    const numbers = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer({ min: -3, max: 1100 }),
      fc.constantFrom(0, 512, 513, 1000, 1001, 0xffffffff, 0x100000000),
    )
    fc.assert(
      fc.property(fc.constantFrom(...ALS_FIELDS), numbers, (field, value) => {
        let accepted = true
        try {
          checkAlsSettings(withAlsValue(alsFixture, field, value))
        } catch {
          accepted = false
        }
        expect(readField(field, fieldText(value)).ok).toBe(accepted)
      }),
    )
  })

  it('never throws and never lets a value through that is no finite number', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ALS_FIELDS, ...EVIDENCE_FIELDS, ...DAMPING_FIELDS), fc.string(), (field, text) => {
        const reading = readField(field, text)
        if (reading.ok) expect(Number.isFinite(reading.value)).toBe(true)
      }),
    )
  })
})

describe('settings of the model', () => {
  it('change one number and leave the others', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ALS_FIELDS), fc.integer({ min: 1, max: 500 }), (field, value) => {
        const changed = withAlsValue(alsFixture, field, value)
        const others = ALS_FIELDS.filter((one) => one !== field)
        const read = (settings: typeof changed) => (one: AlsField) => alsValue(settings, one)
        expect(alsValue(changed, field)).toBe(value)
        expect(others.map(read(changed))).toEqual(others.map(read(alsFixture)))
        const isSame = value === alsValue(alsFixture, field) || !isRead(field, alsFixture)
        expect(sameAls(changed, alsFixture)).toBe(isSame)
      }),
    )
  })

  it('start by hand with numbers that training accepts', () => {
    expect(() => {
      checkAlsSettings(MANUAL_START)
    }).not.toThrow()
  })

  it('differ by solver and by rule', () => {
    expect(sameAls(alsFixture, { ...alsFixture, solver: 'parity' })).toBe(false)
    const implicit = { ...alsFixture, objective: { ...alsFixture.objective, confidence: 'implicit' as const } }
    expect(sameAls(alsFixture, implicit)).toBe(false)
    const spark = { ...alsFixture, objective: { ...alsFixture.objective, regularizationRule: 'spark' as const } }
    expect(sameAls(alsFixture, spark)).toBe(false)
  })

  it('differ by the client factors, which are raw with parity alone', () => {
    const raw = { ...alsFixture, solver: 'parity', clientFactors: 'raw' } as const
    expect(sameAls(raw, { ...raw, clientFactors: 'refitted' })).toBe(false)
    expect(withSolver(raw, 'parity')).toEqual(raw)
    for (const solver of ['fast', 'exact'] as const) {
      expect(withSolver(raw, solver)).toEqual({ ...alsFixture, solver, clientFactors: 'refitted' })
      expect(() => {
        checkAlsSettings(withSolver(raw, solver))
      }).not.toThrow()
    }
    const seed = presetSettings('seed-recipe', 3)
    expect(presetOf(seed.evidence, seed.als)).toBe('seed-recipe')
    expect(presetOf(seed.evidence, { ...seed.als!, clientFactors: 'refitted' })).toBeNull()
  })

  it('differ by the numbers that their rules read, and by no others', () => {
    const scaled = { ...alsFixture, objective: { ...alsFixture.objective, regularizationRule: 'scaled' as const } }
    expect(sameAls(scaled, withAlsValue(scaled, 'exponent', 0.5))).toBe(false)
    expect(sameAls(alsFixture, withAlsValue(alsFixture, 'exponent', 0.5))).toBe(true)
    const log = { ...alsFixture, objective: { ...alsFixture.objective, confidence: 'log' as const } }
    expect(sameAls(log, withAlsValue(log, 'epsilon', 0.5))).toBe(false)
    expect(sameAls(alsFixture, withAlsValue(alsFixture, 'epsilon', 0.5))).toBe(true)
  })

  it('differ by the steps of conjugate gradient, 3 unless said, where the solver takes them', () => {
    expect(alsValue(alsFixture, 'cgSteps')).toBe(3)
    for (const solver of ['fast', 'parity', 'exact'] as const) {
      const settings = { ...alsFixture, solver }
      expect(sameAls(settings, withAlsValue(settings, 'cgSteps', 3))).toBe(true)
      expect(sameAls(settings, withAlsValue(settings, 'cgSteps', 1))).toBe(solver === 'exact')
    }
    for (const text of ['0', '11', '2.5']) expect(readField('cgSteps', text).ok).toBe(false)
  })

  it('are those by hand, else those that Recscope chose, else unknown', () => {
    const byHand = { ...alsFixture, factors: 8 }
    expect(shownAls(byHand, modelFixture())).toBe(byHand)
    expect(shownAls(null, modelFixture())).toBe(alsFixture)
    expect(shownAls(null, modelFixture({ automatic: false }))).toBeNull()
    expect(shownAls(null, null)).toBeNull()
  })
})

describe('isChanged', () => {
  it('is false right after a training, chosen by Recscope or by hand', () => {
    expect(isChanged(DEFAULT_EVIDENCE, null, modelFixture())).toBe(false)
    expect(isChanged(DEFAULT_EVIDENCE, alsFixture, modelFixture({ automatic: false }))).toBe(false)
  })

  it('is true for another weight, another model, or for going back to the automatic choice', () => {
    expect(isChanged({ ...DEFAULT_EVIDENCE, mu: 0 }, null, modelFixture())).toBe(true)
    expect(isChanged({ ...DEFAULT_EVIDENCE, level: 2 }, null, modelFixture())).toBe(true)
    expect(isChanged(DEFAULT_EVIDENCE, { ...alsFixture, factors: 8 }, modelFixture())).toBe(true)
    expect(isChanged(DEFAULT_EVIDENCE, null, modelFixture({ automatic: false }))).toBe(true)
  })

  it('sees the families and each number of the damping', () => {
    const damped = { ...DEFAULT_EVIDENCE, bm25: USUAL_DAMPING }
    expect(isChanged({ ...DEFAULT_EVIDENCE, families: 'all' }, null, modelFixture())).toBe(true)
    expect(isChanged(damped, null, modelFixture())).toBe(true)
    expect(sameEvidence(damped, { ...damped, bm25: { ...USUAL_DAMPING } })).toBe(true)
    for (const field of DAMPING_FIELDS) {
      expect(dampingValue(DEFAULT_EVIDENCE, field)).toBeNull()
      const changed = { ...DEFAULT_EVIDENCE, bm25: withDampingValue(DEFAULT_EVIDENCE, field, 0.5) }
      expect(dampingValue(changed, field)).toBe(0.5)
      expect(sameEvidence(damped, changed)).toBe(false)
    }
  })

  it('tells no decay from any half-life', () => {
    expect(sameEvidence(DEFAULT_EVIDENCE, { ...DEFAULT_EVIDENCE, halfLifeDays: null })).toBe(false)
    expect(sameEvidence(DEFAULT_EVIDENCE, { ...DEFAULT_EVIDENCE, quantity: 'none' })).toBe(false)
  })
})

it('knows which preset settings are equal to, at any level', () => {
  const { evidence, als } = presetSettings('seed-recipe', 2)
  expect(als).not.toBeNull()
  expect(presetOf(DEFAULT_EVIDENCE, null)).toBe('best-default')
  expect(presetOf({ ...DEFAULT_EVIDENCE, level: 1 }, null)).toBe('best-default')
  expect(presetOf(evidence, als)).toBe('seed-recipe')
  expect(presetOf({ ...evidence, level: 3 }, als)).toBe('seed-recipe')
  expect(presetOf(evidence, null)).toBeNull()
  expect(presetOf(DEFAULT_EVIDENCE, als)).toBeNull()
  expect(presetOf({ ...evidence, quantity: 'log' }, als)).toBeNull()
  expect(presetOf(evidence, alsFixture)).toBeNull()
})

it('notices when no event would weigh anything', () => {
  expect(leavesNothing(DEFAULT_EVIDENCE)).toBe(false)
  expect(leavesNothing({ ...DEFAULT_EVIDENCE, purchaseWeight: 0 })).toBe(false)
  const noEpisodes = { detailWeight: 0, cartWeight: 0, checkoutWeight: 0, sessionPurchaseWeight: 0 }
  expect(leavesNothing({ ...DEFAULT_EVIDENCE, purchaseWeight: 0, searchWeight: 0 })).toBe(false)
  expect(leavesNothing({ ...DEFAULT_EVIDENCE, ...noEpisodes, purchaseWeight: 0, searchWeight: 0 })).toBe(true)
  expect(leavesNothing({ ...DEFAULT_EVIDENCE, purchaseWeight: 0, mu: 0 })).toBe(true)
})

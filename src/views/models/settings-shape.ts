import type { PresetId } from '../../core/models/presets.ts'
import type { AlsSettings, AlsSolver } from '../../core/models/recipe.ts'
import type { Bm25Damping, EvidenceSettings, EvidenceTally } from '../../core/signals/evidence.ts'
import type { TrainedModel } from '../../state/model-store.ts'
import { PRESET_IDS, presetSettings, stepsOf } from '../../state/preset-choice.ts'

/** Numbers of the model, in the order of the form. */
export const ALS_FIELDS = [
  'factors',
  'iterations',
  'cgSteps',
  'alpha',
  'epsilon',
  'lambda',
  'exponent',
  'unobservedWeight',
  'seed',
] as const
/** Numbers of the evidence, in the order of the form. */
export const EVIDENCE_FIELDS = [
  'purchaseWeight',
  'searchWeight',
  'detailWeight',
  'cartWeight',
  'checkoutWeight',
  'sessionPurchaseWeight',
  'repeatMs',
  'halfLifeDays',
  'capQuantile',
  'mu',
  'minKeywordUses',
] as const

/** Numbers of the damping of the keyword block, in the order of the form. */
export const DAMPING_FIELDS = ['bm25K1', 'bm25B'] as const

export type DampingField = (typeof DAMPING_FIELDS)[number]
export type AlsField = (typeof ALS_FIELDS)[number]
export type EvidenceField = (typeof EVIDENCE_FIELDS)[number]
export type SettingsField = AlsField | EvidenceField | DampingField

/** Why a text cannot be used; `bound` is the limit that it breaks. */
export type Problem =
  | { readonly kind: 'empty' | 'notNumber' | 'notWhole' | 'nothingLeft' }
  | { readonly kind: 'notAbove' | 'tooSmall' | 'tooLarge'; readonly bound: number }

interface Rule {
  readonly whole: boolean
  readonly least: number
  /** Whether `least` itself is refused. */
  readonly leastExcluded: boolean
  readonly most: number
}

const whole = (least: number, most: number): Rule => ({ whole: true, least, leastExcluded: false, most })
const real = (least: number, most = Number.MAX_VALUE): Rule => ({ whole: false, least, leastExcluded: false, most })
const above = (least: number, most = Number.MAX_VALUE): Rule => ({ whole: false, least, leastExcluded: true, most })

/** The limits that training refuses to go beyond, so that the form can say so first. */
const RULES: Readonly<Record<SettingsField, Rule>> = {
  factors: whole(1, 512),
  iterations: whole(1, 1000),
  cgSteps: whole(1, 10),
  alpha: above(0),
  epsilon: above(0),
  lambda: real(0),
  exponent: real(0, 1),
  unobservedWeight: above(0),
  seed: whole(0, 0xffffffff),
  purchaseWeight: real(0),
  searchWeight: real(0),
  detailWeight: real(0),
  cartWeight: real(0),
  checkoutWeight: real(0),
  sessionPurchaseWeight: real(0),
  repeatMs: real(0),
  halfLifeDays: above(0),
  capQuantile: above(0, 1),
  mu: real(0),
  minKeywordUses: whole(1, 1_000_000_000),
  bm25K1: above(0),
  bm25B: real(0, 1),
}

/** Half-life when decay is turned on again: two to four cycles of groceries. Days. */
export const USUAL_HALF_LIFE = 30

/** Damping when it is turned on: what `bm25_weight` of implicit starts with. */
export const USUAL_DAMPING: Bm25Damping = { k1: 100, b: 0.8 }

/** A number of the damping; `null` without damping. */
export function dampingValue({ bm25 }: EvidenceSettings, field: DampingField): number | null {
  if (bm25 === null) return null
  return field === 'bm25K1' ? bm25.k1 : bm25.b
}

/** The damping with one number changed. */
export function withDampingValue({ bm25 }: EvidenceSettings, field: DampingField, value: number): Bm25Damping {
  const before = bm25 ?? USUAL_DAMPING
  return field === 'bm25K1' ? { ...before, k1: value } : { ...before, b: value }
}

/**
 * Where settings by hand start when no model was trained yet: few factors and a strong ridge,
 * since with a weak one ALS memorises some hundred categories.
 */
export const MANUAL_START: AlsSettings = {
  solver: 'fast',
  clientFactors: 'refitted',
  factors: 32,
  iterations: 15,
  objective: {
    confidence: 'paper',
    alpha: 15,
    epsilon: 1,
    unobservedWeight: 1,
    regularizationRule: 'plain',
    lambda: 100,
    exponent: 1,
  },
  seed: 42,
}

/** What was read from a field. */
export type FieldReading =
  { readonly ok: true; readonly value: number } | { readonly ok: false; readonly problem: Problem }

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/** Read the text of a field. Full-width digits of a Korean keyboard and a true minus sign are digits and minus. */
export function readField(field: SettingsField, text: string): FieldReading {
  const refuse = (problem: Problem): FieldReading => ({ ok: false, problem })
  const plain = text.normalize('NFKC').replace('\u2212', '-').trim()
  if (plain === '') return refuse({ kind: 'empty' })
  const value = Number(plain)
  if (!NUMBER.test(plain) || !Number.isFinite(value)) return refuse({ kind: 'notNumber' })
  const rule = RULES[field]
  if (rule.whole && !Number.isInteger(value)) return refuse({ kind: 'notWhole' })
  if (rule.leastExcluded && value <= rule.least) return refuse({ kind: 'notAbove', bound: rule.least })
  if (value < rule.least) return refuse({ kind: 'tooSmall', bound: rule.least })
  if (value > rule.most) return refuse({ kind: 'tooLarge', bound: rule.most })
  return { ok: true, value }
}

/** A number as the form shows it: all of its digits, no separators, so that it can be typed back. */
export const fieldText = (value: number | null): string => (value === null ? '' : String(value))

const OBJECTIVE_FIELDS = ['alpha', 'epsilon', 'lambda', 'exponent', 'unobservedWeight'] as const
type ObjectiveField = (typeof OBJECTIVE_FIELDS)[number]
const isObjectiveField = (field: AlsField): field is ObjectiveField =>
  OBJECTIVE_FIELDS.some((objective) => objective === field)

/** The number behind a field of the model. */
export function alsValue(settings: AlsSettings, field: AlsField): number {
  if (field === 'cgSteps') return stepsOf(settings)
  return isObjectiveField(field) ? settings.objective[field] : settings[field]
}

/** Settings with one number changed. */
export function withAlsValue(settings: AlsSettings, field: AlsField, value: number): AlsSettings {
  return isObjectiveField(field)
    ? { ...settings, objective: { ...settings.objective, [field]: value } }
    : { ...settings, [field]: value }
}

/** Settings with another solver: only `parity` keeps raw factors. */
export const withSolver = (settings: AlsSettings, solver: AlsSolver): AlsSettings => ({
  ...settings,
  solver,
  clientFactors: solver === 'parity' ? settings.clientFactors : 'refitted',
})

/** Whether the solver and the rules of an objective read a number; the form shows no other. */
export function isRead(field: AlsField, { solver, objective }: Pick<AlsSettings, 'solver' | 'objective'>): boolean {
  if (field === 'cgSteps') return solver !== 'exact'
  if (field === 'epsilon') return objective.confidence === 'log'
  return field !== 'exponent' || objective.regularizationRule === 'scaled'
}

/** Whether two settings of the model train the same: by rules, and by the numbers that these rules read. */
export function sameAls(a: AlsSettings, b: AlsSettings): boolean {
  return (
    a.solver === b.solver &&
    a.clientFactors === b.clientFactors &&
    a.objective.confidence === b.objective.confidence &&
    a.objective.regularizationRule === b.objective.regularizationRule &&
    ALS_FIELDS.every((field) => !isRead(field, a) || alsValue(a, field) === alsValue(b, field))
  )
}

/** Whether two settings of the evidence give the same weights. */
export function sameEvidence(a: EvidenceSettings, b: EvidenceSettings): boolean {
  return (
    a.level === b.level &&
    a.quantity === b.quantity &&
    a.families === b.families &&
    EVIDENCE_FIELDS.every((field) => a[field] === b[field]) &&
    DAMPING_FIELDS.every((field) => dampingValue(a, field) === dampingValue(b, field))
  )
}

/**
 * What the form shows: the settings by hand; else what Recscope chose for the model there is;
 * `null` when it has chosen nothing yet.
 */
export function shownAls(als: AlsSettings | null, model: TrainedModel | null): AlsSettings | null {
  if (als !== null) return als
  return model?.automatic === true ? model.summary.settings : null
}

/**
 * The preset that settings are equal to, at whatever level; `null` for settings by hand.
 * Best default is one only while Recscope chooses the model: its numbers follow the data.
 */
export function presetOf(evidence: EvidenceSettings, als: AlsSettings | null): PresetId | null {
  const same = PRESET_IDS.find((id) => {
    const preset = presetSettings(id, evidence.level)
    const isSameAls = als === null || preset.als === null ? als === preset.als : sameAls(als, preset.als)
    return isSameAls && sameEvidence(evidence, preset.evidence)
  })
  return same ?? null
}

/** Whether the next training would differ from the one that made the model. */
export function isChanged(evidence: EvidenceSettings, als: AlsSettings | null, model: TrainedModel): boolean {
  if (!sameEvidence(evidence, model.evidence)) return true
  return als === null ? !model.automatic : !sameAls(als, model.summary.settings)
}

const SEARCH_WEIGHTS = [
  'searchWeight',
  'detailWeight',
  'cartWeight',
  'checkoutWeight',
  'sessionPurchaseWeight',
] as const satisfies readonly EvidenceField[]

/** Whether every weight that could teach something is zero. */
export function leavesNothing(evidence: EvidenceSettings): boolean {
  return evidence.purchaseWeight === 0 && (evidence.mu === 0 || SEARCH_WEIGHTS.every((field) => evidence[field] === 0))
}

/** The events behind a setting in the model that recommends; `null` for one that has none of its own. */
export function eventsBehind({ events }: EvidenceTally, field: SettingsField): number | null {
  switch (field) {
    case 'purchaseWeight':
      return events.purchaseLines
    case 'searchWeight':
      return events.searches
    case 'detailWeight':
      return events.details
    case 'cartWeight':
      return events.carts
    case 'checkoutWeight':
      return events.checkouts
    case 'sessionPurchaseWeight':
      return events.sessionPurchases
    case 'repeatMs':
      return events.repeats
    default:
      return null
  }
}

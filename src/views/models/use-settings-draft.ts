import { useState } from 'react'
import { useStore } from 'zustand'
import type { PresetId } from '../../core/models/presets.ts'
import type {
  AlsSettings,
  AlsSolver,
  ClientFactors,
  ConfidenceRule,
  RegularizationRule,
} from '../../core/models/recipe.ts'
import type {
  CategoryLevel,
  EvidenceSettings,
  EvidenceTally,
  KeywordFamilies,
  QuantityRule,
} from '../../core/signals/evidence.ts'
import { presetSettings } from '../../state/preset-choice.ts'
import { useStores } from '../stores.ts'
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
  shownAls,
  USUAL_DAMPING,
  USUAL_HALF_LIFE,
  withAlsValue,
  withDampingValue,
  withSolver,
  type AlsField,
  type DampingField,
  type EvidenceField,
  type Problem,
  type SettingsField,
} from './settings-shape.ts'

/** The settings of the next training while they are typed. */
export interface SettingsDraft {
  readonly evidence: EvidenceSettings
  /** What stands behind the weights of the model that recommends; `null` without one. */
  readonly tally: EvidenceTally | null
  /** `null` while Recscope chooses and has not chosen yet. */
  readonly als: AlsSettings | null
  readonly isAutomatic: boolean
  /** Whether the next training would differ from the one that made the model. */
  readonly isChanged: boolean
  readonly problems: ReadonlyMap<SettingsField, Problem>
  readonly textOf: (field: SettingsField) => string
  readonly type: (field: SettingsField, text: string) => void
  /** The field was left: a readable text becomes the number as it is written here. */
  readonly leave: (field: SettingsField) => void
  readonly setSolver: (solver: AlsSolver) => void
  readonly setClientFactors: (clientFactors: ClientFactors) => void
  readonly setConfidence: (rule: ConfidenceRule) => void
  readonly setRegularization: (rule: RegularizationRule) => void
  readonly setLevel: (level: CategoryLevel) => void
  readonly setQuantity: (quantity: QuantityRule) => void
  /** The preset that the settings are equal to; `null` when they are set by hand. */
  readonly preset: PresetId | null
  readonly takePreset: (preset: PresetId) => void
  readonly setDecay: (on: boolean) => void
  readonly setDamping: (on: boolean) => void
  readonly setFamilies: (families: KeywordFamilies) => void
  readonly backToAutomatic: () => void
  /** Settings of the model as a whole, in place of what was typed. */
  readonly takeAls: (settings: AlsSettings) => void
  /** Back to the settings that made the model. */
  readonly undo: () => void
}

type Texts = Readonly<Partial<Record<SettingsField, string>>>

const isAlsField = (field: SettingsField): field is AlsField => ALS_FIELDS.some((one) => one === field)
const isDampingField = (field: SettingsField): field is DampingField => DAMPING_FIELDS.some((one) => one === field)

const without = (texts: Texts, fields: readonly SettingsField[]): Texts =>
  Object.fromEntries(Object.entries(texts).filter(([field]) => !fields.some((one) => one === field)))

/**
 * The settings form's state. What can be used goes to the store at once, where it waits for the next training;
 * what cannot stays here as the text that was typed.
 */
export function useSettingsDraft(): SettingsDraft {
  const { model } = useStores()
  const evidence = useStore(model, (state) => state.evidence)
  const chosen = useStore(model, (state) => state.als)
  const trained = useStore(model, (state) => state.model)
  const [texts, setTexts] = useState<Texts>({})
  const als = shownAls(chosen, trained)
  const { setEvidence, setAls } = model.getState()

  const valueOf = (field: SettingsField): number | null => {
    if (isDampingField(field)) return dampingValue(evidence, field)
    if (!isAlsField(field)) return evidence[field]
    return als === null ? null : alsValue(als, field)
  }
  const problems = new Map<SettingsField, Problem>()
  for (const field of [...ALS_FIELDS, ...EVIDENCE_FIELDS, ...DAMPING_FIELDS]) {
    const text = texts[field]
    if (text === undefined || (field === 'halfLifeDays' && evidence.halfLifeDays === null)) continue
    if (isDampingField(field) && evidence.bm25 === null) continue
    // What stays typed in a field that the rules hide stops no training.
    if (isAlsField(field) && !isRead(field, als ?? MANUAL_START)) continue
    const reading = readField(field, text)
    if (!reading.ok) problems.set(field, reading.problem)
  }
  if (!problems.has('purchaseWeight') && leavesNothing(evidence))
    problems.set('purchaseWeight', { kind: 'nothingLeft' })

  return {
    evidence,
    tally: trained?.tally ?? null,
    als,
    isAutomatic: chosen === null,
    isChanged: trained !== null && isChanged(evidence, chosen, trained),
    problems,
    textOf: (field) => texts[field] ?? fieldText(valueOf(field)),
    type: (field, text) => {
      setTexts((before) => ({ ...before, [field]: text }))
      const reading = readField(field, text)
      if (!reading.ok) return
      if (isAlsField(field)) setAls(withAlsValue(als ?? MANUAL_START, field, reading.value))
      else if (isDampingField(field)) setEvidence({ bm25: withDampingValue(evidence, field, reading.value) })
      else setEvidence({ [field]: reading.value } satisfies Partial<Record<EvidenceField, number>>)
    },
    leave: (field) => {
      const text = texts[field]
      if (text !== undefined && readField(field, text).ok) setTexts((before) => without(before, [field]))
    },
    setSolver: (solver) => {
      setAls(withSolver(als ?? MANUAL_START, solver))
    },
    setClientFactors: (clientFactors) => {
      setAls({ ...(als ?? MANUAL_START), clientFactors })
    },
    setConfidence: (confidence) => {
      const settings = als ?? MANUAL_START
      setAls({ ...settings, objective: { ...settings.objective, confidence } })
    },
    setRegularization: (regularizationRule) => {
      const settings = als ?? MANUAL_START
      setAls({ ...settings, objective: { ...settings.objective, regularizationRule } })
    },
    setLevel: (level) => {
      setEvidence({ level })
    },
    setQuantity: (quantity) => {
      setEvidence({ quantity })
    },
    preset: problems.size > 0 ? null : presetOf(evidence, chosen),
    takePreset: (preset) => {
      setTexts({})
      const settings = presetSettings(preset, evidence.level)
      setEvidence(settings.evidence)
      setAls(settings.als)
    },
    setDecay: (on) => {
      setTexts((before) => without(before, ['halfLifeDays']))
      setEvidence({ halfLifeDays: on ? (trained?.evidence.halfLifeDays ?? USUAL_HALF_LIFE) : null })
    },
    setDamping: (on) => {
      setTexts((before) => without(before, DAMPING_FIELDS))
      setEvidence({ bm25: on ? (trained?.evidence.bm25 ?? USUAL_DAMPING) : null })
    },
    setFamilies: (families) => {
      setEvidence({ families })
    },
    backToAutomatic: () => {
      setTexts((before) => without(before, ALS_FIELDS))
      setAls(null)
    },
    takeAls: (settings) => {
      setTexts((before) => without(before, ALS_FIELDS))
      setAls(settings)
    },
    undo: () => {
      if (trained === null) return
      setTexts({})
      setEvidence(trained.evidence)
      setAls(trained.automatic ? null : trained.summary.settings)
    },
  }
}

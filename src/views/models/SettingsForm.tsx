import { useId } from 'react'
import type { AlsSolver, ClientFactors, ConfidenceRule, RegularizationRule } from '../../core/models/recipe.ts'
import type { CategoryLevel, KeywordFamilies, QuantityRule } from '../../core/signals/evidence.ts'
import type { Translate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { NumberField } from '../../ui/NumberField.tsx'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { useI18n } from '../use-i18n.ts'
import { EvidenceTallyNote } from './EvidenceTallyNote.tsx'
import { ObjectiveFormula } from './ObjectiveFormula.tsx'
import { PresetChoice } from './PresetChoice.tsx'
import {
  ALS_FIELDS,
  DAMPING_FIELDS,
  EVIDENCE_FIELDS,
  eventsBehind,
  isRead,
  MANUAL_START,
  type Problem,
  type SettingsField,
} from './settings-shape.ts'
import styles from './SettingsForm.module.css'
import { ThreadsChoice } from './ThreadsChoice.tsx'
import type { SettingsDraft } from './use-settings-draft.ts'

interface SettingsFormProps {
  readonly id: string
  readonly draft: SettingsDraft
  readonly onSubmit: () => void
}

const SOLVERS: readonly AlsSolver[] = ['fast', 'exact', 'parity']
const CLIENT_FACTORS: readonly ClientFactors[] = ['refitted', 'raw']
const CONFIDENCES: readonly ConfidenceRule[] = ['paper', 'implicit', 'log']
const REGULARIZATIONS: readonly RegularizationRule[] = ['plain', 'scaled', 'spark']
const LEVELS: readonly CategoryLevel[] = [1, 2, 3]
const FAMILIES: readonly KeywordFamilies[] = ['rare', 'all', 'off']
const QUANTITY_RULES: readonly QuantityRule[] = ['log', 'linear', 'none']

/** Id of the input of a field, to put the focus there. */
export const fieldId = (formId: string, field: SettingsField): string => `${formId}-${field}`

/** What is wrong, in words. */
function problemText(t: Translate, problem: Problem): string {
  switch (problem.kind) {
    case 'notAbove':
    case 'tooSmall':
    case 'tooLarge':
      return t(`models.problem.${problem.kind}`, { bound: problem.bound })
    default:
      return t(`models.problem.${problem.kind}`)
  }
}

/** Every number that decides a model, in two groups. Typing trains nothing: the button `Train` does. */
export function SettingsForm({ id, draft, onSubmit }: SettingsFormProps) {
  const { t } = useI18n()
  const headingId = useId()
  return (
    <section aria-labelledby={headingId} className={styles['settings']}>
      <div className="head">
        <h2 id={headingId}>{t('models.settings')}</h2>
        <span role="status" className={draft.isChanged ? 'chip warn' : 'sm dim'}>
          {draft.isChanged ? t('models.changed') : t('models.settingsHint')}
        </span>
        {draft.isChanged ? (
          <Button tone="quiet" onClick={draft.undo}>
            {t('models.undo')}
          </Button>
        ) : null}
      </div>
      <form
        id={id}
        noValidate
        aria-labelledby={headingId}
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit()
        }}
      >
        <PresetChoice draft={draft} />
        <AlsGroup formId={id} draft={draft} />
        <EvidenceGroup formId={id} draft={draft} />
      </form>
      <ObjectiveFormula objective={(draft.als ?? MANUAL_START).objective} quantity={draft.evidence.quantity} />
    </section>
  )
}

interface GroupProps {
  readonly formId: string
  readonly draft: SettingsDraft
}

function AlsGroup({ formId, draft }: GroupProps) {
  const { t } = useI18n()
  const { confidence, regularizationRule } = (draft.als ?? MANUAL_START).objective
  const origin = () => {
    if (!draft.isAutomatic) return t('models.byHand')
    return draft.als === null ? t('models.automaticPending') : t('models.automatic')
  }
  return (
    <fieldset className={styles['group']}>
      <legend>{t('models.group.model')}</legend>
      <p className={styles['origin']}>
        {origin()}
        {draft.isAutomatic ? null : (
          <Button tone="quiet" onClick={draft.backToAutomatic}>
            {t('models.backToAutomatic')}
          </Button>
        )}
      </p>
      <div className={styles['fields']}>
        <Choice
          label={t('models.field.solver')}
          help={t('models.help.solver')}
          options={SOLVERS.map((value) => ({ value, text: t(`models.solver.${value}`) }))}
          value={draft.als?.solver ?? 'unknown'}
          onChange={(chosen) => {
            const solver = SOLVERS.find((known) => known === chosen)
            if (solver !== undefined) draft.setSolver(solver)
          }}
        />
        {draft.als?.solver === 'parity' ? (
          <Choice
            label={t('models.field.clientFactors')}
            help={t('models.help.clientFactors')}
            options={CLIENT_FACTORS.map((value) => ({ value, text: t(`models.clientFactors.${value}`) }))}
            value={draft.als.clientFactors}
            onChange={(chosen) => {
              const clientFactors = CLIENT_FACTORS.find((known) => known === chosen)
              if (clientFactors !== undefined) draft.setClientFactors(clientFactors)
            }}
          />
        ) : null}
        <Choice
          label={t('models.field.confidence')}
          help={t(`models.help.confidence.${confidence}`)}
          options={CONFIDENCES.map((value) => ({ value, text: t(`models.confidence.${value}`) }))}
          value={draft.als === null ? 'unknown' : confidence}
          onChange={(chosen) => {
            const rule = CONFIDENCES.find((known) => known === chosen)
            if (rule !== undefined) draft.setConfidence(rule)
          }}
        />
        <Choice
          label={t('models.field.regularization')}
          help={t(`models.help.regularization.${regularizationRule}`)}
          options={REGULARIZATIONS.map((value) => ({ value, text: t(`models.regularization.${value}`) }))}
          value={draft.als === null ? 'unknown' : regularizationRule}
          onChange={(chosen) => {
            const rule = REGULARIZATIONS.find((known) => known === chosen)
            if (rule !== undefined) draft.setRegularization(rule)
          }}
        />
        {ALS_FIELDS.filter((field) => isRead(field, draft.als ?? MANUAL_START)).map((field) => (
          <SettingField
            key={field}
            formId={formId}
            field={field}
            draft={draft}
            {...(draft.als === null ? { placeholder: t('models.placeholder') } : {})}
          />
        ))}
        <ThreadsChoice />
      </div>
    </fieldset>
  )
}

function EvidenceGroup({ formId, draft }: GroupProps) {
  const { t } = useI18n()
  return (
    <fieldset className={styles['group']}>
      <legend>{t('models.group.evidence')}</legend>
      <div className={styles['fields']}>
        <Choice
          label={t('models.field.level')}
          help={t('models.help.level')}
          options={LEVELS.map((level) => ({ value: String(level), text: String(level) }))}
          value={String(draft.evidence.level)}
          onChange={(chosen) => {
            const level = LEVELS.find((known) => String(known) === chosen)
            if (level !== undefined) draft.setLevel(level)
          }}
        />
        <Choice
          label={t('models.field.quantity')}
          help={t('models.help.quantity')}
          options={QUANTITY_RULES.map((value) => ({ value, text: t(`models.quantity.${value}`) }))}
          value={draft.evidence.quantity}
          onChange={(chosen) => {
            const quantity = QUANTITY_RULES.find((known) => known === chosen)
            if (quantity !== undefined) draft.setQuantity(quantity)
          }}
        />
        {EVIDENCE_FIELDS.map((field) => (
          <SettingField key={field} formId={formId} field={field} draft={draft} />
        ))}
        <Choice
          label={t('evidence.field.families')}
          help={t('evidence.help.families')}
          options={FAMILIES.map((value) => ({ value, text: t(`evidence.families.${value}`) }))}
          value={draft.evidence.families}
          onChange={(chosen) => {
            const families = FAMILIES.find((known) => known === chosen)
            if (families !== undefined) draft.setFamilies(families)
          }}
        />
        {DAMPING_FIELDS.map((field) => (
          <SettingField key={field} formId={formId} field={field} draft={draft} />
        ))}
      </div>
      {draft.tally === null ? null : <EvidenceTallyNote tally={draft.tally} />}
    </fieldset>
  )
}

interface SettingFieldProps {
  readonly formId: string
  readonly field: SettingsField
  readonly draft: SettingsDraft
  readonly placeholder?: string
}

function SettingField({ formId, field, draft, placeholder }: SettingFieldProps) {
  const { t, format } = useI18n()
  const problem = draft.problems.get(field)
  const { halfLifeDays, bm25 } = draft.evidence
  const isOff =
    (field === 'halfLifeDays' && halfLifeDays === null) ||
    (DAMPING_FIELDS.some((one) => one === field) && bm25 === null)
  const help = t(`models.help.${field}`)
  const behind = draft.tally === null ? null : eventsBehind(draft.tally, field)
  const unit = () => {
    if (field === 'halfLifeDays') return { unit: t('models.unit.days') }
    if (field === 'repeatMs') return { unit: t('evidence.unit.ms') }
    return field === 'minKeywordUses' ? { unit: t('models.unit.uses') } : {}
  }
  return (
    <NumberField
      id={fieldId(formId, field)}
      label={t(`models.field.${field}`)}
      help={behind === null ? help : `${help} ${t('evidence.behind', { count: format.count(behind) })}`}
      text={draft.textOf(field)}
      problem={problem === undefined ? null : problemText(t, problem)}
      disabled={isOff}
      onType={(text) => {
        draft.type(field, text)
      }}
      onLeave={() => {
        draft.leave(field)
      }}
      {...unit()}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(field === 'halfLifeDays' ? { beside: <DecaySwitch draft={draft} /> } : {})}
      {...(field === 'bm25K1' ? { beside: <DampingSwitch draft={draft} /> } : {})}
    />
  )
}

function DecaySwitch({ draft }: { readonly draft: SettingsDraft }) {
  const { t } = useI18n()
  return (
    <label className={styles['switch']}>
      <input
        type="checkbox"
        checked={draft.evidence.halfLifeDays === null}
        onChange={(event) => {
          draft.setDecay(!event.target.checked)
        }}
      />
      {t('models.noDecay')}
    </label>
  )
}

function DampingSwitch({ draft }: { readonly draft: SettingsDraft }) {
  const { t } = useI18n()
  return (
    <label className={styles['switch']}>
      <input
        type="checkbox"
        checked={draft.evidence.bm25 !== null}
        onChange={(event) => {
          draft.setDamping(event.target.checked)
        }}
      />
      {t('evidence.damping')}
    </label>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly help: string
  readonly options: readonly { readonly value: string; readonly text: string }[]
  readonly value: string
  readonly onChange: (value: string) => void
}

function Choice({ label, help, options, value, onChange }: ChoiceProps) {
  return (
    <div className={styles['choice']}>
      <span aria-hidden="true" className="med">
        {label}
      </span>
      <div>
        <SegmentedControl label={label} options={options} value={value} onChange={onChange} />
      </div>
      <p className={styles['help']}>{help}</p>
    </div>
  )
}
